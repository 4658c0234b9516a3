"""Cells of tables that people open in a spreadsheet: shown as they are, never worked out."""

from __future__ import annotations

import string

_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # what begins a formula
_TRIMMED = ("\t", "\r", "\n")  # some take these away, and then what follows begins the cell
_BEFORE = "'\u00a0\u3000" + string.whitespace


def shown_as_text(cell: str) -> str:
    """Return a cell with a ' before it if a spreadsheet would work it out, as spreadsheets do."""
    return f"'{cell}" if _is_worked_out(cell) else cell


def text_as_meant(cell: str) -> str:
    """Return what `shown_as_text` made a cell of."""
    return cell[1:] if cell.startswith("'") and _is_worked_out(cell[1:]) else cell


def _is_worked_out(cell: str) -> bool:
    begin = cell.lstrip("'")  # else the ' of a cell's own would be taken away when it is read
    return begin.startswith(_TRIMMED) or cell.lstrip(_BEFORE).startswith(_SIGNS)
