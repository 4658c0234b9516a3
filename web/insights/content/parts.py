"""What the tables of anticipation and content share: their time, and the ways into the console."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from core.insights import Scope
from core.staff import CONSOLE_ROLES
from web.insights.asked import Asked
from web.insights.periods import ends_of, is_by_week
from web.insights.tables import Cell, Column

MOST_ROWS = 25
Value = TypeVar("Value")


def by_period(
    scope: Scope, by_day: Mapping[date, Value], add: Callable[[Value, Value], Value]
) -> dict[tuple[date, date], Value]:
    """Return what was counted in each day, or week, of the time that is asked for."""
    found: dict[tuple[date, date], Value] = {}
    for day, value in sorted(by_day.items()):
        ends = ends_of(scope, day)
        found[ends] = add(found[ends], value) if ends in found else value
    return found


def added(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def in_console(asked: Asked, path: str) -> str:
    """Return a path of the console, "" for who may not go there."""
    return f"/console{path}" if asked.member.role in CONSOLE_ROLES else ""


def period_of(asked: Asked) -> str:
    return "week" if is_by_week(asked.scope) else "day"


def first_column(asked: Asked) -> Column:
    return Column(period_of(asked).capitalize(), is_number=False)


def day_cell(since: date) -> Cell:
    return Cell(f"{since:%-d %b %Y}", (since.isoformat(),))
