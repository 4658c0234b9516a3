"""Example questions as a table: a CSV file with the columns article and question."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.articles import MAX_QUESTION_LENGTH, SLUG, Article, ArticleFault
from core.errors import Fault
from core.text import clean_text

COLUMNS = ("article", "question")
MAX_TABLE_BYTES = 20_000_000  # bytes
MAX_ROWS = 300_000
_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet would work out instead of showing it


@dataclass(frozen=True)
class QuestionTable:
    """The questions of a table by article, each with its line, and the faults found."""

    name: str
    questions: Mapping[str, tuple[tuple[int, str], ...]]
    faults: tuple[ArticleFault, ...]


def read_question_table(name: str, raw: bytes) -> QuestionTable:
    """Read a table; raises Fault where none of it can be read."""
    rows = csv.reader(io.StringIO(_decode(name, raw), newline=""), _dialect(raw), strict=True)
    questions: dict[str, list[tuple[int, str]]] = {}
    faults = []
    try:
        columns = _columns(name, next(rows, []))
        for row in rows:
            line = rows.line_num
            if line > MAX_ROWS:
                raise Fault(name, line, f"there are more than {MAX_ROWS:,} lines; split the file.")
            if not any(cell.strip() for cell in row):
                continue
            problem = _problem(row, columns)
            if problem:
                faults.append(ArticleFault(name, line, problem))
            else:
                slug, question = (row[columns[column]] for column in COLUMNS)
                questions.setdefault(slug.strip(), []).append((line, _question(question)))
    except csv.Error as error:
        problem = f"this is no CSV ({error}); quote what holds a comma, and double quotes in it."
        raise Fault(name, rows.line_num or 1, problem) from None
    found = {slug: tuple(each) for slug, each in questions.items()}
    return QuestionTable(name, found, tuple(faults))


def write_question_table(articles: Iterable[Article]) -> str:
    """Return the example questions of articles as a table."""
    file = io.StringIO(newline="")
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for article in articles:
        for question in article.questions:
            table.writerow((article.slug, _harmless(question)))
    return file.getvalue()


def _decode(name: str, raw: bytes) -> str:
    if len(raw) > MAX_TABLE_BYTES:
        raise Fault(
            name, 1, f"the file is larger than {MAX_TABLE_BYTES // 1_000_000} MB; split it."
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Fault(name, line, "this is not UTF-8 text. Save the file as UTF-8.") from None


def _dialect(raw: bytes) -> type[csv.Dialect]:
    """Spreadsheets write semicolons where the comma stands in numbers."""

    class Table(csv.excel):
        delimiter = ";" if b";" in raw.split(b"\n", 1)[0] else ","

    return Table


def _columns(name: str, header: list[str]) -> Mapping[str, int]:
    names = [cell.strip().lower() for cell in header]
    if sorted(names) != sorted(COLUMNS):
        raise Fault(name, 1, f"the first line must be '{','.join(COLUMNS)}'.")
    return {column: names.index(column) for column in COLUMNS}


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


def _harmless(question: str) -> str:
    """Put a ' before what a spreadsheet would work out, as spreadsheets do themselves."""
    return f"'{question}" if question.lstrip("'").startswith(_FORMULA) else question


def _question(cell: str) -> str:
    text = " ".join(clean_text(cell).split())
    is_harmless = text.startswith("'") and text.lstrip("'").startswith(_FORMULA)
    return text[1:] if is_harmless else text
