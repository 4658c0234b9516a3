"""Reading a CSV file of labelled questions."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import Fault

COLUMNS = ("text", "label")
SEGMENT = "segment"  # a third column, if there is one; others are ignored
MAX_VALUE_LENGTH = (
    131_072  # characters; the reader's own limit, stated so that messages can name it
)


@dataclass(frozen=True)
class Labelled:
    """A question and the slug of the article that answers it; "" if nothing fits.

    line: where it begins in its file
    segment: of the customer who asked; "" if the file does not say
    """

    text: str
    label: str
    line: int
    segment: str = ""


def read_labelled(path: Path) -> list[Labelled]:
    """Read the file; raises Fault naming file, line and what to write instead."""
    lines = _lines(path)
    _, header = next(lines, (1, []))
    _check_header(path, header)
    rows = [_labelled(path, header, row, line) for line, row in lines if row]
    if not rows:
        raise Fault(path.name, 1, "there are no questions below the first line.")
    return rows


def refuse_unknown_labels(path: Path, rows: list[Labelled], known: Collection[str]) -> None:
    """Raise Fault at the first label that is neither empty nor known."""
    for row in rows:
        if row.label and row.label not in known:
            problem = f"there is no article '{row.label}'; leave the label empty if nothing fits."
            raise Fault(path.name, row.line, problem)


def refuse_unknown_segments(path: Path, rows: list[Labelled], known: Collection[str]) -> None:
    """Raise Fault at the first segment that is neither empty nor known."""
    for row in rows:
        if row.segment and row.segment not in known:
            problem = f"there is no segment '{row.segment}'; known: {', '.join(known)}."
            raise Fault(path.name, row.line, problem)


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins at."""
    text = _read_text(path)
    csv.field_size_limit(MAX_VALUE_LENGTH)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        begun = reader.line_num + 1
        try:
            yield begun, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Fault(path.name, begun, _explained(error)) from None


def _explained(error: csv.Error) -> str:
    if "field larger" in str(error):
        return f"a value is longer than {MAX_VALUE_LENGTH:,} characters; is a quote not closed?"
    if "unexpected end" in str(error):
        return "a quote that opens here is never closed; write a quote inside a text twice."
    return f"this is not CSV ({error}); put texts with commas or quotes into quotes."


def _check_header(path: Path, header: list[str]) -> None:
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        columns = " and ".join(f"'{column}'" for column in missing)
        problem = f"there is no column {columns}; begin with 'text,label', separated by commas."
        raise Fault(path.name, 1, problem)
    repeated = next((name for name in (*COLUMNS, SEGMENT) if header.count(name) > 1), None)
    if repeated:
        raise Fault(path.name, 1, f"the column '{repeated}' is there twice; keep one of them.")


def _labelled(path: Path, header: list[str], row: list[str], line: int) -> Labelled:
    if len(row) != len(header):
        problem = f"{len(row)} values for {len(header)} columns; put texts with commas into quotes."
        raise Fault(path.name, line, problem)
    values = dict(zip(header, row, strict=True))
    text, label = values["text"].strip(), values["label"].strip()
    if not text:
        raise Fault(path.name, line, "the text is empty.")
    return Labelled(text, label, line, values.get(SEGMENT, "").strip())


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Fault(path.name, 1, f"the file can't be read ({error.strerror}).") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Fault(path.name, line, "this is not UTF-8 text. Save the file as UTF-8.") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problem = "there is a NUL character, so this is no text file. Save it again as UTF-8 CSV."
        raise Fault(path.name, line, problem)
    return text
