"""Example questions as a table: a CSV file with the columns article and question."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.articles import MAX_QUESTION_LENGTH, SLUG, Article, ArticleFault
from core.errors import Fault
from core.spreadsheets import shown_as_text, text_as_meant
from core.text import clean_text
from store.article_files.tables import Table

COLUMNS = ("article", "question")


@dataclass(frozen=True)
class QuestionTable:
    """The questions of a table by article, each with its line, and the faults found."""

    name: str
    questions: Mapping[str, tuple[tuple[int, str], ...]]
    faults: tuple[ArticleFault, ...]


def read_question_table(name: str, raw: bytes) -> QuestionTable:
    """Read a table; raises Fault where none of it can be read."""
    table = Table(name, raw)
    if sorted(table.header) != sorted(COLUMNS):
        problem = f"the first line must be '{','.join(COLUMNS)}'."
        raise Fault(name, table.line or 1, problem)
    columns = {column: table.header.index(column) for column in COLUMNS}
    questions: dict[str, list[tuple[int, str]]] = {}
    faults = []
    for line, row in table.rows():
        if problem := _problem(row, columns):
            faults.append(ArticleFault(name, line, problem))
        else:
            slug, question = (row[columns[column]] for column in COLUMNS)
            questions.setdefault(slug.strip(), []).append((line, _question(question)))
    found = {slug: tuple(each) for slug, each in questions.items()}
    return QuestionTable(name, found, tuple(faults))


def write_question_table(articles: Iterable[Article]) -> str:
    """Return the example questions of articles as a table."""
    file = io.StringIO(newline="")
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for article in articles:
        for question in article.questions:
            table.writerow((article.slug, shown_as_text(question)))
    return file.getvalue()


def _problem(row: list[str], columns: Mapping[str, int]) -> str:
    if len(row) != len(COLUMNS):
        return f"this line has {len(row)} columns instead of 2; quote a question with a comma."
    slug, question = row[columns["article"]].strip(), _question(row[columns["question"]])
    if not SLUG.match(slug):
        return "the first column must be an article's name." if slug else "the article is missing."
    if not question:
        return "the question is missing."
    if len(question) > MAX_QUESTION_LENGTH:
        return (
            f"the question has {len(question)} characters; at most {MAX_QUESTION_LENGTH} are kept."
        )
    return ""


def _question(cell: str) -> str:
    return text_as_meant(" ".join(clean_text(cell).split()))
