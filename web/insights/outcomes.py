"""Contained, resolved, came back: raw and verified, so that nobody fools themselves."""

from __future__ import annotations

from core.insights import LATER_DAYS, SOON_DAYS, Summed
from core.insights.measures import CONTAINED, VERIFIED, resolved
from store.insights import Insights
from web.insights.asked import Asked, in_address
from web.insights.page import InsightPage, Tile, band
from web.insights.periods import is_by_week, moment_of, periods
from web.insights.tables import (
    Cell,
    Column,
    Table,
    figure_columns,
    number,
    plain,
    share_cell,
)
from web.services import Services

_SUMS = ("contacts", "contained", "verified", "recognised", f"back_{LATER_DAYS}")
_SPANS = (SOON_DAYS, LATER_DAYS)
_BACK = {
    "back": "About the same article",
    "next_back": "About another one",
    "disliked_back": "About the same, after an answer they said was not it",
}
_BASE = "Of contacts of customers who would be recognised, old enough to know."


def outcomes_page(services: Services, asked: Asked) -> InsightPage:
    """Return how contacts ended, and who came back."""
    insights = Insights(services.database)
    whole = insights.total(asked.scope)
    if not whole.contacts:
        return InsightPage((), (), "No contacts in this time fit.")
    later = {days: _known(insights, asked, days) for days in _SPANS}
    tiles = [
        Tile("Contained", CONTAINED, share_cell(whole.contained, asked.behind("contained"))),
        Tile("Verified", VERIFIED, share_cell(whole.verified, asked.behind("verified"))),
    ]
    for start, label in (("contained", "Resolved"), ("verified", "Verified, resolved")):
        for days, summed in later.items():
            definition = resolved(start == "verified", days)
            cell = share_cell(summed.resolved(start, days), _behind(asked, days, start))
            tiles.append(Tile(f"{label} within {days} days", definition, cell))
    tables = [_over_time(insights, asked), _returns(asked, later)]
    tables += [_by(insights, asked, what) for what in ("segment", "channel", "article")]
    return InsightPage(tiles, tables)


def _known(insights: Insights, asked: Asked, days: int) -> Summed:
    scope = asked.scope.over_by(asked.today, days)
    return insights.total(scope) if scope else Summed({})


def _behind(asked: Asked, days: int, which: str) -> str:
    scope = asked.scope.over_by(asked.today, days)
    return asked.behind(which, until=scope.until.isoformat()) if scope else ""


def _over_time(insights: Insights, asked: Asked) -> Table:
    found = periods(asked.scope, insights.by_day(asked.scope))
    what = "week" if is_by_week(asked.scope) else "day"
    rows = []
    for (since, until), summed in found.items():
        when = {"since": since.isoformat(), "until": until.isoformat()}
        rows.append(
            [
                Cell(f"{since:%-d %b %Y}", (since.isoformat(),)),
                number(summed.contacts, asked.behind("", **when)),
                share_cell(summed.contained, asked.behind("contained", **when)),
                share_cell(summed.verified, asked.behind("verified", **when)),
            ]
        )
    columns = (
        Column(what.capitalize(), is_number=False),
        Column("Contacts"),
        figure_columns("Contained", CONTAINED),
        figure_columns("Verified", VERIFIED),
    )
    lines = [each.contained for each in found.values()], [each.verified for each in found.values()]
    chart = {
        "x": [moment_of(first) for first, _ in found],
        **band("Contained", lines[0], 0, 100, "%"),
        "second": band("Verified", lines[1], 0, 100, "%"),
    }
    return Table("contained", f"Contained and verified by {what}", columns, rows, chart)


def _returns(asked: Asked, later: dict[int, Summed]) -> Table:
    rows = []
    for name, label in _BACK.items():
        cells = [
            share_cell(summed.came_back(name, days), _behind(asked, days, f"{name}:{days}"))
            for days, summed in later.items()
        ]
        rows.append([plain(label), *cells])
    columns = (
        Column("They came back", is_number=False),
        *(figure_columns(f"Within {days} days", _BASE) for days in _SPANS),
    )
    return Table("returns", "Who came back, and about what", columns, rows)


def _by(insights: Insights, asked: Asked, what: str) -> Table:
    rows = []
    for value, summed in list(insights.by(asked.scope, what, _SUMS).items())[:40]:
        if what == "article" and not value:
            continue
        own = {what: in_address(what, value)}
        rows.append(
            [
                plain(asked.label(what, value)),
                number(summed.contacts, asked.behind("", **own)),
                share_cell(summed.contained, asked.behind("contained", **own)),
                share_cell(summed.verified, asked.behind("verified", **own)),
                share_cell(
                    summed.came_back("back", LATER_DAYS), asked.behind(f"back:{LATER_DAYS}", **own)
                ),
            ]
        )
    columns = (
        Column(what.capitalize(), is_number=False),
        Column("Contacts"),
        figure_columns("Contained", CONTAINED),
        figure_columns("Verified", VERIFIED),
        figure_columns("Came back", f"About the same article within {LATER_DAYS} days, so far."),
    )
    return Table(f"ends_by_{what}", f"How contacts ended, by {what}", columns, rows)
