"""Example questions as a table: a CSV file with the columns article and question.

Read as spreadsheets write it: with commas, semicolons, tabs or bars, with or without a first line
such as `sep=;`, in UTF-8 or UTF-16, and with empty columns after the last one.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.articles import MAX_QUESTION_LENGTH, SLUG, Article, ArticleFault
from core.errors import Fault
from core.spreadsheets import shown_as_text, text_as_meant
from core.text import clean_text
from store.article_files.archive import MAX_UPLOAD_BYTES

COLUMNS = ("article", "question")
MAX_ROWS = 300_000
_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(
    r'"?sep=([,;\t|])"?[,;\t|]*[\r\n]+', re.IGNORECASE
)  # what spreadsheets go by
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


@dataclass(frozen=True)
class QuestionTable:
    """The questions of a table by article, each with its line, and the faults found."""

    name: str
    questions: Mapping[str, tuple[tuple[int, str], ...]]
    faults: tuple[ArticleFault, ...]


def read_question_table(name: str, raw: bytes) -> QuestionTable:
    """Read a table; raises Fault where none of it can be read."""
    reading = _Reading(name, _decode(name, raw))
    try:
        return reading.table()
    except csv.Error as error:
        problem = f"this is no CSV ({error}); quote what holds a comma, and double quotes in it."
        raise Fault(name, reading.line or 1, problem) from None


class _Reading:
    """A table as it is read. line: the one that was read last."""

    def __init__(self, name: str, text: str) -> None:
        said = _SEPARATOR.match(text)
        self._name, self._above = name, len(said[0].splitlines()) if said else 0
        rest = text[said.end() :] if said else text
        delimiter = said[1] if said else _delimiter(rest)
        self._rows = csv.reader(io.StringIO(rest, newline=""), delimiter=delimiter, strict=True)

    @property
    def line(self) -> int:
        return self._rows.line_num + self._above

    def table(self) -> QuestionTable:
        questions: dict[str, list[tuple[int, str]]] = {}
        faults = []
        rows = (cells for cells in map(_without_end, self._rows) if cells)
        columns = self._columns(next(rows, []))
        for row in rows:
            if self.line > MAX_ROWS:
                problem = f"there are more than {MAX_ROWS:,} lines; split the file."
                raise Fault(self._name, self.line, problem)
            if problem := _problem(row, columns):
                faults.append(ArticleFault(self._name, self.line, problem))
            else:
                slug, question = (row[columns[column]] for column in COLUMNS)
                questions.setdefault(slug.strip(), []).append((self.line, _question(question)))
        found = {slug: tuple(each) for slug, each in questions.items()}
        return QuestionTable(self._name, found, tuple(faults))

    def _columns(self, header: list[str]) -> Mapping[str, int]:
        names = [cell.strip().lower() for cell in header]
        if sorted(names) != sorted(COLUMNS):
            problem = f"the first line must be '{','.join(COLUMNS)}'."
            raise Fault(self._name, self.line or 1, problem)
        return {column: names.index(column) for column in COLUMNS}


def write_question_table(articles: Iterable[Article]) -> str:
    """Return the example questions of articles as a table."""
    file = io.StringIO(newline="")
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for article in articles:
        for question in article.questions:
            table.writerow((article.slug, shown_as_text(question)))
    return file.getvalue()


def _decode(name: str, raw: bytes) -> str:
    if len(raw) > MAX_UPLOAD_BYTES:
        raise Fault(
            name, 1, f"the file is larger than {MAX_UPLOAD_BYTES // 1_000_000} MB; split it."
        )
    mark = next((mark for mark in _MARKS if raw.startswith(mark)), b"")
    encoding, rest = _MARKS.get(mark, "utf-8"), raw[len(mark) :]
    try:
        return rest.decode(encoding)
    except UnicodeDecodeError as error:
        line = rest[: error.start].decode(encoding, "replace").count("\n") + 1
        problem = "this is neither UTF-8 nor UTF-16 text. Save the file as CSV UTF-8."
        raise Fault(name, line, problem) from None


def _delimiter(text: str) -> str:
    """Return what stands between the two names of the first line that has any."""
    header = text.lstrip().splitlines()[:1]
    return max(_DELIMITERS, key="".join(header).count)


def _without_end(row: list[str]) -> list[str]:
    """Return a row without the empty cells at its end: whole columns of them are exported."""
    cells = list(row)
    while len(cells) > len(COLUMNS) and not cells[-1].strip():
        cells.pop()
    return cells if any(cell.strip() for cell in cells) else []


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
