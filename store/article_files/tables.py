"""Tables as spreadsheets write them.

With commas, semicolons, tabs or bars, with or without a first line such as `sep=;`, in UTF-8 or
UTF-16, and with empty columns after the last one.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from core.errors import Fault
from store.article_files.archive import MAX_UPLOAD_BYTES

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


class Table:
    """A table as it is read. header: the names of its columns, in small letters and trimmed.

    line: the one that was read last. Raises Fault where none of it can be read.
    """

    def __init__(self, name: str, raw: bytes) -> None:
        text = _decode(name, raw)
        said = _SEPARATOR.match(text)
        self._name, self._above = name, len(said[0].splitlines()) if said else 0
        rest = text[said.end() :] if said else text
        delimiter = said[1] if said else _delimiter(rest)
        self._rows = csv.reader(io.StringIO(rest, newline=""), delimiter=delimiter, strict=True)
        _, first = next(self._filled(), (1, []))
        self.header = tuple(cell.strip().lower() for cell in _without_end(first, 0))

    @property
    def line(self) -> int:
        return self._rows.line_num + self._above

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each further row that holds anything, with its line; raises Fault."""
        for line, row in self._filled():
            if line > MAX_ROWS:
                problem = f"there are more than {MAX_ROWS:,} lines; split the file."
                raise Fault(self._name, line, problem)
            yield line, _without_end(row, len(self.header))

    def _filled(self) -> Iterator[tuple[int, list[str]]]:
        # Python's own limit, 131,072 characters, is one inserted picture; the file is bounded
        # already. It is one for the whole process, and libraries set it back.
        csv.field_size_limit(MAX_UPLOAD_BYTES)
        try:
            for row in self._rows:
                if any(cell.strip() for cell in row):
                    yield self.line, row
        except csv.Error as error:
            problem = (
                f"this is no CSV ({error}); quote what holds a comma, and double quotes in it."
            )
            raise Fault(self._name, self.line or 1, problem) from None


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
    """Return what stands between the names of the first line that has any."""
    header = text.lstrip().splitlines()[:1]
    return max(_DELIMITERS, key="".join(header).count)


def _without_end(row: list[str], columns: int) -> list[str]:
    """Return a row without the empty cells at its end: whole columns of them are exported."""
    cells = list(row)
    while len(cells) > columns and not cells[-1].strip():
        cells.pop()
    return cells
