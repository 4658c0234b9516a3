"""Reading a CSV file of labelled questions."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from core.errors import Fault

COLUMNS = ("text", "label")


@dataclass(frozen=True)
class Labelled:
    """A question and the slug of the article that answers it; "" if nothing fits."""

    text: str
    label: str
    line: int


def read_labelled(path: Path) -> list[Labelled]:
    """Read the file; raises Fault naming file, line and what to write instead."""
    reader = csv.reader(io.StringIO(_read_text(path), newline=""), strict=True)
    rows: list[Labelled] = []
    try:
        header = next(reader, [])
        missing = [column for column in COLUMNS if column not in header]
        if missing:
            columns = " and ".join(f"'{column}'" for column in missing)
            raise Fault(path.name, 1, f"there is no column {columns}; begin with 'text,label'.")
        for row in reader:
            if row:
                rows.append(_labelled(path, header, row, reader.line_num))
    except csv.Error as error:
        raise Fault(path.name, reader.line_num, f"this is not CSV ({error}).") from None
    if not rows:
        raise Fault(path.name, 1, "there are no questions below the first line.")
    return rows


def refuse_unknown_labels(path: Path, rows: list[Labelled], known: Collection[str]) -> None:
    """Raise Fault at the first label that is neither empty nor known."""
    for row in rows:
        if row.label and row.label not in known:
            problem = f"there is no article '{row.label}'; leave the label empty if nothing fits."
            raise Fault(path.name, row.line, problem)


def _labelled(path: Path, header: list[str], row: list[str], line: int) -> Labelled:
    if len(row) != len(header):
        problem = f"{len(row)} values for {len(header)} columns; put texts with commas into quotes."
        raise Fault(path.name, line, problem)
    values = dict(zip(header, row, strict=True))
    text, label = values["text"].strip(), values["label"].strip()
    if not text:
        raise Fault(path.name, line, "the text is empty.")
    return Labelled(text, label, line)


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Fault(path.name, 1, f"the file can't be read ({error.strerror}).") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Fault(path.name, line, "this is not UTF-8 text. Save the file as UTF-8.") from None
