"""Service: how long customers waited for a person, and how they were served, never by whom."""

from __future__ import annotations

from core.insights import (
    SERVICE,
    Summed,
    promises_kept,
    reopened,
    service_mean,
)
from core.insights.service import CALLS, KEPT, REOPENED
from store.insights import Service
from web.insights.asked import Asked
from web.insights.page import InsightPage, Tile, band
from web.insights.periods import is_by_week, moment_of, periods
from web.insights.service.occupied import occupancy_parts
from web.insights.tables import (
    Cell,
    Column,
    Table,
    figure_columns,
    mean_cell,
    number,
    plain,
    share_cell,
)
from web.services import Services

_MOST_MINUTES = 24 * 60.0  # of an axis
COLUMNS = (
    Column("Calls", CALLS),
    *(figure_columns(f"{each.label}, minutes", each.definition) for each in SERVICE),
    figure_columns("Called again", REOPENED),
    figure_columns("Promises kept", KEPT),
)


def service_page(services: Services, asked: Asked) -> InsightPage:
    """Return how customers were served by people, over time, by queue and by hour."""
    if asked.scope.article:
        return InsightPage((), (), "Calls for a person are not counted by article.")
    service = Service(services.database)
    whole = service.total(asked.scope)
    time_tiles, time_tables = occupancy_parts(services, asked)
    if not whole.sums:
        nothing = "" if time_tables else "Nobody called for a person in this time."
        return InsightPage(time_tiles, time_tables, nothing)
    by_queue = [
        [plain(asked.label("queue", queue)), *cells(summed, asked, queue=queue)]
        for queue, summed in service.by(asked.scope, "queue").items()
    ]
    by_hour = [
        [Cell(f"{hour}:00", (hour,)), *cells(summed, asked, f":{hour}")]
        for hour, summed in service.by(asked.scope, "hour").items()
    ]
    tables = [
        _over_time(service, asked),
        Table("queues", "By queue", (Column("Queue", is_number=False), *COLUMNS), by_queue),
        Table(
            "hours",
            "By the hour of the call, in UTC",
            (Column("From", is_number=False), *COLUMNS),
            by_hour,
        ),
    ]
    return InsightPage([*tiles(whole, asked), *time_tiles], [*tables, *time_tables])


def tiles(summed: Summed, asked: Asked | None = None) -> list[Tile]:
    """Return the figures of some calls; without `asked` they lead nowhere."""
    found = [
        Tile(
            each.label,
            each.definition,
            mean_cell(service_mean(summed, each), _behind(asked, each.name), digits=1),
            "minutes a call",
        )
        for each in SERVICE
    ]
    again = share_cell(reopened(summed), _behind(asked, "reopened"))
    kept = share_cell(promises_kept(summed), _behind(asked, "kept"))
    return [*found, Tile("Called again", REOPENED, again), Tile("Promises kept", KEPT, kept)]


def cells(summed: Summed, asked: Asked, hour: str = "", **changes: str) -> list[Cell]:
    """Return a row's figures, as COLUMNS has them."""
    means = (
        mean_cell(service_mean(summed, each), _behind(asked, each.name + hour, **changes), digits=1)
        for each in SERVICE
    )
    return [
        number(summed.of("calls"), _behind(asked, f"calls{hour}", **changes)),
        *means,
        share_cell(reopened(summed), _behind(asked, f"reopened{hour}", **changes)),
        share_cell(promises_kept(summed), _behind(asked, f"kept{hour}", **changes)),
    ]


def _over_time(service: Service, asked: Asked) -> Table:
    found = periods(asked.scope, service.by_day(asked.scope))
    what = "week" if is_by_week(asked.scope) else "day"
    rows = []
    for (since, until), summed in found.items():
        when = {"since": since.isoformat(), "until": until.isoformat()}
        label = Cell(f"{since:%-d %b %Y}", (since.isoformat(),))
        rows.append([label, *cells(summed, asked, **when)])
    wait, first = ([service_mean(each, m) for each in found.values()] for m in SERVICE[:2])
    chart = {
        "x": [moment_of(first_day) for first_day, _ in found],
        **band("Wait", wait, 0, _MOST_MINUTES, "min"),
        "second": band("First answer", first, 0, _MOST_MINUTES, "min"),
    }
    columns = (Column(what.capitalize(), is_number=False), *COLUMNS)
    return Table("calls", f"Calls for a person by {what}, minutes", columns, rows, chart)


def _behind(asked: Asked | None, which: str, **changes: str) -> str:
    return asked.behind(f"service:{which}", **changes) if asked else ""
