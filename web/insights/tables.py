"""Tables as every page of insights shows them: on the page, behind its picture, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from core.insights import Figure
from core.spreadsheets import shown_as_text


@dataclass(frozen=True)
class Column:
    """label and definition as they are shown; csv: the names of what it has in a CSV file."""

    label: str
    definition: str = ""
    csv: tuple[str, ...] = ()
    is_number: bool = True


@dataclass(frozen=True)
class Cell:
    """text: as it is read; more: its interval and count; raw: for CSV; path: what it leads to.

    bar: how long a bar behind it is, 0 to 1
    parts: the parts of a whole, 0 to 1 each
    """

    text: str
    raw: tuple[Any, ...] = ()
    more: str = ""
    path: str = ""
    bar: float | None = None
    parts: tuple[float, ...] = ()


@dataclass(frozen=True)
class Table:
    """name: of its CSV file; caption: what it shows; chart: what its picture is drawn from.

    words: what else in it has a definition
    """

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    chart: dict[str, Any] = field(default_factory=dict)
    words: Sequence[Column] = ()


def figure_columns(label: str, definition: str) -> Column:
    return Column(label, definition, (label, f"{label}, low", f"{label}, high", f"{label}, of"))


def plain(text: str, path: str = "") -> Cell:
    return Cell(text, (text,), path=path)


def number(value: int, path: str = "") -> Cell:
    return Cell(f"{value:,}", (value,), path=path if value else "")


def share_cell(figure: Figure, path: str = "") -> Cell:
    """Return a share as per cent, with its interval and what it is a share of."""
    text = "–" if figure.value is None else f"{figure.value:.1%}".replace("%", " %")
    more = ""
    if figure.low is not None and figure.high is not None:
        more = f"{figure.low:.1%} to {figure.high:.1%}".replace("%", " %")
    return _figure_cell(figure, text, more, path)


def mean_cell(figure: Figure, path: str = "", digits: int = 2) -> Cell:
    text = "–" if figure.value is None else f"{figure.value:.{digits}f}"
    more = ""
    if figure.low is not None and figure.high is not None:
        more = f"{figure.low:.{digits}f} to {figure.high:.{digits}f}"
    return _figure_cell(figure, text, more, path)


def _figure_cell(figure: Figure, text: str, more: str, path: str) -> Cell:
    told = f"{more} · of {figure.count:,}".lstrip(" ·")
    return Cell(text, _raw(figure), told, path if figure.count else "")


def to_csv(table: Table) -> str:
    """Return a table as CSV; no cell is anything that a spreadsheet would work out."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(name for column in table.columns for name in column.csv or (column.label,))
    for row in table.rows:
        writer.writerow(_safe(value) for cell in row for value in cell.raw)
    return file.getvalue()


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return shown_as_text(value)
    return "" if value is None else round(value, 4) if isinstance(value, float) else value


def _raw(figure: Figure) -> tuple[Any, ...]:
    return figure.value, figure.low, figure.high, figure.count
