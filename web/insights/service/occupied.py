"""How occupied agents were: all of a queue together, by time, queue and hour, never by whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.insights import AT_ONCE, AWAY, MIN_THERE, OCCUPANCY, THERE, Figure, Spent
from store.insights import Occupancy
from web.insights.asked import Asked
from web.insights.page import Tile, band
from web.insights.periods import ends_of, is_by_week, moment_of
from web.insights.tables import Cell, Column, Table, plain
from web.services import Services

_HOUR = 3600.0
_HANDLED = "service:handling"  # the conversations that agents had in hand
_WAITED = "service:wait"  # those that waited for somebody to be there
_NOT_COUNTED = ("segment", "channel", "language", "article")
WORDS = (
    Column("Occupancy", OCCUPANCY),
    Column("Available, hours", THERE),
    Column("Away, hours", AWAY),
    Column("In hand at once", AT_ONCE),
)


def occupancy_parts(services: Services, asked: Asked) -> tuple[list[Tile], list[Table]]:
    """Return the figure and its tables; none for a scope by which agents' time is not counted."""
    if any(getattr(asked.scope, name) for name in _NOT_COUNTED):
        return [], []
    occupancy = Occupancy(services.database)
    whole = occupancy.total(asked.scope)
    if whole.available < MIN_THERE:
        return [], []
    by_hour = [
        [Cell(f"{hour}:00", (hour,)), *time_cells(spent, *_behind(asked, f":{hour}"))]
        for hour, spent in occupancy.by_hour(asked.scope).items()
    ]
    by_queue = [
        [
            plain(asked.label("queue", queue)),
            *time_cells(spent, *_behind(asked, queue=queue)),
        ]
        for queue, spent in occupancy.by_queue(asked.scope).items()
    ]
    queues, hours = Column("Queue", is_number=False), Column("From", is_number=False)
    return [Tile("Occupancy", OCCUPANCY, share_of_time(whole, asked.behind(_HANDLED)))], [
        _over_time(asked, occupancy.by_day(asked.scope)),
        Table("occupied_queues", "Occupancy by queue", (queues, *WORDS), by_queue),
        Table("occupied_hours", "Occupancy by hour, in UTC", (hours, *WORDS), by_hour),
    ]


def time_cells(spent: Spent, path: str = "", waited: str = "") -> list[Cell]:
    """Return a row's figures, as WORDS has them.

    path: of the conversations that were in hand in the time that agents were available
    waited: of those that waited, which is what time away is held against
    """
    at_once = spent.at_once
    return [
        share_of_time(spent, path),
        _hours(spent.available, path),
        _hours(spent.away, waited),
        Cell("–" if at_once is None else f"{at_once:.1f}", (at_once,), path=path),
    ]


def share_of_time(spent: Spent, path: str = "") -> Cell:
    """Return occupancy as per cent with the time that it is a share of."""
    share = spent.occupancy
    text = "–" if share is None else f"{share:.1%}".replace("%", " %")
    return Cell(text, (share,), path=path, more=f"of {spent.available / _HOUR:,.1f} h")


def _behind(asked: Asked, hour: str = "", **changes: str) -> tuple[str, str]:
    """Return the paths of what was in hand and of what waited."""
    return asked.behind(_HANDLED + hour, **changes), asked.behind(_WAITED + hour, **changes)


def _hours(seconds: int, path: str) -> Cell:
    return Cell(f"{seconds / _HOUR:,.1f}", (seconds / _HOUR,), path=path if seconds else "")


def _over_time(asked: Asked, by_day: Mapping[date, Spent]) -> Table:
    found: dict[tuple[date, date], Spent] = {}
    for day, spent in by_day.items():
        ends = ends_of(asked.scope, day)
        found[ends] = found.get(ends, Spent()) + spent
    what = "week" if is_by_week(asked.scope) else "day"
    rows = []
    for (since, until), spent in found.items():
        paths = _behind(asked, since=since.isoformat(), until=until.isoformat())
        label = Cell(f"{since:%-d %b %Y}", (since.isoformat(),))
        rows.append([label, *time_cells(spent, *paths)])
    shares = [Figure(spent.occupancy, 1) for spent in found.values()]
    chart: dict[str, Any] = {
        "x": [moment_of(since) for since, _ in found],
        **band("Occupancy", shares, 0, 100, "%"),
    }
    columns = (Column(what.capitalize(), is_number=False), *WORDS)
    return Table("occupied", f"Occupancy by {what}", columns, rows, chart if len(found) > 1 else {})
