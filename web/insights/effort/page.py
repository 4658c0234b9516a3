"""The effort score: how it goes, how it is spread, and whose it is."""

from __future__ import annotations

from urllib.parse import quote

from core.answering import Reason
from core.handoffs import reason_in_words
from core.insights import SCORES, Summed
from core.insights.measures import HIGH, RESPONSE, SCORE
from store.insights import Insights
from web.insights.asked import Asked, in_address
from web.insights.page import InsightPage, Tile, band
from web.insights.periods import is_by_week, moment_of, periods
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

_SUMS = ("contacts", "asked", *(f"score_{score}" for score in SCORES))
_MOST_ROWS = 40  # of a table by articles
_GROUPS = ("segment", "channel", "queue", "reason", "article")
_COLUMNS = (
    Column("Contacts", "Conversations in which a customer has said something."),
    figure_columns("Effort score", SCORE),
    figure_columns("High effort", HIGH),
    figure_columns("Response", RESPONSE),
)


def effort_page(services: Services, asked: Asked) -> InsightPage:
    """Return the figures of the effort question."""
    insights = Insights(services.database)
    whole = insights.total(asked.scope)
    if not whole.contacts:
        return InsightPage((), (), "No contacts in this time fit.")
    tiles = (
        Tile("Effort score", SCORE, mean_cell(whole.score, asked.behind("rated"))),
        Tile("High effort", HIGH, share_cell(whole.high, asked.behind("high"))),
        Tile("Response", RESPONSE, share_cell(whole.response, asked.behind("asked"))),
        Tile("Contacts", _COLUMNS[0].definition, number(whole.contacts, asked.behind(""))),
    )
    groups = [_by(insights, asked, what) for what in _GROUPS]
    over_time = _over_time(insights, asked)
    return InsightPage(tiles, [*over_time, *(each for each in groups if each.rows)])


def _over_time(insights: Insights, asked: Asked) -> list[Table]:
    found = periods(asked.scope, insights.by_day(asked.scope))
    what = "week" if is_by_week(asked.scope) else "day"
    moments = [moment_of(first) for first, _ in found]
    first = Column(what.capitalize(), is_number=False)
    score, high, spread = [], [], []
    for (since, until), summed in found.items():
        when = {"since": since.isoformat(), "until": until.isoformat()}
        label = Cell(f"{since:%-d %b %Y}", (since.isoformat(),))
        count = number(summed.contacts, asked.behind("", **when))
        score.append([label, count, mean_cell(summed.score, asked.behind("rated", **when))])
        high.append([label, share_cell(summed.high, asked.behind("high", **when))])
        spread.append([label, _spread(summed), *_scores(asked, summed, when)])
    lines = [each.score for each in found.values()], [each.high for each in found.values()]
    return [
        Table(
            "score",
            f"Effort score by {what}",
            (first, _COLUMNS[0], _COLUMNS[1]),
            score,
            {"x": moments, **band("Effort score", lines[0], 1, 5)},
        ),
        Table(
            "high",
            f"High effort by {what}",
            (first, _COLUMNS[2]),
            high,
            {"x": moments, **band("High effort", lines[1], 0, 100, "%")},
        ),
        Table(
            "spread",
            f"Scores by {what}, from 1 (very low) to 5 (very high)",
            (first, Column("Spread", is_number=False), *(Column(str(each)) for each in SCORES)),
            spread,
        ),
    ]


def _spread(summed: Summed) -> Cell:
    parts = [summed.by_score[each] / summed.rated for each in SCORES] if summed.rated else []
    told = ", ".join(f"{score}: {part:.0%}" for score, part in zip(SCORES, parts, strict=False))
    return Cell(told or "no score", (told,), parts=tuple(parts))


def _scores(asked: Asked, summed: Summed, when: dict[str, str]) -> list[Cell]:
    by_score = summed.by_score
    return [number(by_score[each], asked.behind(f"score:{each}", **when)) for each in SCORES]


def _by(insights: Insights, asked: Asked, what: str) -> Table:
    rows = []
    for value, summed in list(insights.by(asked.scope, what, _SUMS).items())[:_MOST_ROWS]:
        paths = {
            which: _path(asked, what, value, which) for which in ("", "rated", "high", "asked")
        }
        rows.append(
            [
                plain(_label(asked, what, value), _own_page(asked, what, value)),
                number(summed.contacts, paths[""]),
                mean_cell(summed.score, paths["rated"]),
                share_cell(summed.high, paths["high"]),
                share_cell(summed.response, paths["asked"]),
            ]
        )
    names = {"reason": "Why a person was called", "article": "Last article shown"}
    name = names.get(what, what.capitalize())
    columns = (Column(name, is_number=False), *_COLUMNS)
    return Table(what, f"Effort by {'reason' if what == 'reason' else what}", columns, rows)


def _label(asked: Asked, what: str, value: str) -> str:
    if what != "reason":
        return asked.label(what, value)
    return reason_in_words(Reason(value)) if value else "No person was called"


def _own_page(asked: Asked, what: str, value: str) -> str:
    if what == "article" and value:
        return f"/insights/articles/{quote(value, safe='')}?{asked.query()}"
    return ""


def _path(asked: Asked, what: str, value: str, which: str) -> str:
    if what == "reason":
        return asked.behind(f"reason:{value}")
    if what == "article" and not value:
        return ""
    return asked.behind(which, **{what: in_address(what, value)})
