"""What a page of insights is made of, and the ways it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.insights import Figure
from web.insights.asked import Asked
from web.insights.tables import Cell, Table
from web.services import Services


@dataclass(frozen=True)
class Tile:
    """One figure of all contacts, with what it means."""

    label: str
    definition: str
    cell: Cell
    unit: str = ""


@dataclass(frozen=True)
class InsightPage:
    """tables_first: how many tables stand above the tiles; nothing: why the page is empty"""

    tiles: Sequence[Tile]
    tables: Sequence[Table]
    nothing: str = ""
    tables_first: int = 0


Builder = Callable[[Services, Asked], InsightPage]


def band(
    label: str, figures: Sequence[Figure], low: float, high: float, unit: str = ""
) -> dict[str, object]:
    """Return what a line with its interval is drawn from; low, high: the axis' ends if all fit."""
    scale = 100 if unit == "%" else 1
    parts = {
        "mean": [f.value for f in figures],
        "low": [f.low for f in figures],
        "high": [f.high for f in figures],
    }
    scaled = {
        k: [None if v is None else round(v * scale, 3) for v in each] for k, each in parts.items()
    }
    return {"label": label, "unit": unit, "from": low, "to": high, **scaled}
