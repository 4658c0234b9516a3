"""Next questions that were offered: how often they are taken, by time and by pair."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import quote

from core.insights import Figure, share
from store.insights import Offered, offers_by_pair
from web.insights.asked import Asked
from web.insights.content.parts import (
    MOST_ROWS,
    by_period,
    day_cell,
    first_column,
    in_console,
    period_of,
)
from web.insights.page import Tile, band
from web.insights.periods import moment_of
from web.insights.tables import Cell, Column, Table, figure_columns, number, plain, share_cell
from web.services import Services

_ACCEPTED = "Offers that were taken, among all; whoever was told the answer at once is left out."
_ANYWAY = "Offers that were passed over and asked for later in own words."
_SHOWN = Column("Offered", "How often a next question was offered, by the day it was.")
_OFFERS = (_SHOWN, figure_columns("Accepted", _ACCEPTED), figure_columns("Asked anyway", _ANYWAY))


def offer_tiles(asked: Asked, offers: Mapping[date, Offered]) -> tuple[Tile, ...]:
    """Return how often all of them together were taken, and how often passed over and asked."""
    whole = sum(offers.values(), Offered())
    return (
        Tile("Next questions accepted", _ACCEPTED, _accepted(asked, whole)),
        Tile("Asked anyway", _ANYWAY, _anyway(asked, whole)),
    )


def offers_table(asked: Asked, offers: Mapping[date, Offered]) -> Table:
    """Return what came of them by time, with a picture."""
    found = by_period(asked.scope, offers, Offered.__add__)
    rows, accepted = [], []
    for (since, until), each in found.items():
        when = {"since": since.isoformat(), "until": until.isoformat()}
        rows.append(
            [
                day_cell(since),
                number(each.shown, asked.behind("next:shown", **when)),
                _accepted(asked, each, **when),
                _anyway(asked, each, **when),
            ]
        )
        accepted.append(share(each.pressed, each.shown))
    chart = {
        "x": [moment_of(since) for since, _ in found],
        **band("Accepted", accepted, 0, 100, "%"),
    }
    return Table(
        "next",
        f"Next questions by {period_of(asked)}",
        (first_column(asked), *_OFFERS),
        rows,
        chart,
    )


def pairs_table(services: Services, asked: Asked) -> Table:
    """Return what came of those that were offered most often."""
    pairs = offers_by_pair(services.database, asked.scope)
    rows = []
    for (article, offered), each in list(pairs.items())[:MOST_ROWS]:
        both = f"{quote(article, safe='')}/{quote(offered, safe='')}"
        path = in_console(asked, f"/next-questions/{both}")
        rows.append(
            [
                plain(asked.label("article", article), path),
                plain(asked.label("article", offered)),
                number(each.shown),
                share_cell(share(each.pressed, each.shown)),
                share_cell(share(each.anyway, each.shown)),
            ]
        )
    columns = (Column("After", is_number=False), Column("Offered next", is_number=False), *_OFFERS)
    return Table("pairs", "Next questions, the most frequent", columns, rows)


def _accepted(asked: Asked, offered: Offered, **when: str) -> Cell:
    return _offer_cell(share(offered.pressed, offered.shown), asked.behind("next:pressed", **when))


def _anyway(asked: Asked, offered: Offered, **when: str) -> Cell:
    return _offer_cell(share(offered.anyway, offered.shown), asked.behind("next:anyway", **when))


def _offer_cell(figure: Figure, path: str) -> Cell:
    return share_cell(figure, path if figure.value else "")
