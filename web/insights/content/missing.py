"""What is missing: gaps by when they came and went, and searches of the help centre in vain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import quote

from core.insights import share
from store.insights import Insights, gap_days, searched_in_vain, wanted_most
from web.insights.asked import Asked
from web.insights.content.parts import (
    MOST_ROWS,
    added,
    by_period,
    day_cell,
    first_column,
    in_console,
    period_of,
)
from web.insights.page import Tile, band
from web.insights.periods import moment_of
from web.insights.tables import Column, Table, figure_columns, number, plain, share_cell
from web.services import Services

_VAIN = "Searches of the help centre that found nothing, among all; the same again on a day is one."


def search_tile(asked: Asked, searches: Mapping[date, tuple[int, ...]]) -> Tile:
    """Return how many of all searches found nothing."""
    looked, vain = (sum(each[n] for each in searches.values()) for n in (0, 1))
    return Tile(
        "Searches without a result", _VAIN, share_cell(share(vain, looked), _searches(asked))
    )


def gap_tables(services: Services, asked: Asked) -> list[Table]:
    """Return when gaps came and went, and those that were met most often."""
    days = gap_days(services.database, asked.scope)
    parts = (days.opened, days.closed, days.dismissed)
    by_day = {
        day: tuple(part[day] for part in parts) for day in sorted({*parts[0], *parts[1], *parts[2]})
    }
    found = by_period(asked.scope, by_day, added)
    rows = [
        [day_cell(since), *(number(many, in_console(asked, "/gaps")) for many in each)]
        for (since, _), each in found.items()
    ]
    columns = (
        first_column(asked),
        Column("Opened", "What no article answers, by the day it was first met."),
        Column("Closed", "By an article, on the day that was decided."),
        Column("Dismissed", "Decided to need none."),
    )
    wanted = wanted_most(services.database, asked.scope, MOST_ROWS)
    words = Insights(services.database).gap_words([each.gap for each in wanted])
    met = [
        [
            plain(words.get(each.gap, ""), f"/console/gaps/{each.gap}"),
            number(each.times, asked.behind(f"gap:{each.gap}")),
            number(each.conversations, asked.behind(f"gap:{each.gap}")),
            plain(each.state.value.capitalize()),
        ]
        for each in wanted
    ]
    told = (
        Column("What customers asked", is_number=False),
        Column("Times", "How often it was met in this time, in searches too."),
        Column("Conversations", "In which it was met."),
        Column("State", is_number=False),
    )
    return [
        Table("gaps", f"Gaps opened and closed by {period_of(asked)}", columns, rows),
        Table("wanted", "Gaps that were met most often", told, met),
    ]


def search_tables(
    services: Services, asked: Asked, searches: Mapping[date, tuple[int, ...]]
) -> list[Table]:
    """Return the searches by time, and what found nothing most often."""
    found = by_period(asked.scope, searches, added)
    shares = [share(vain, times) for times, vain in found.values()]
    rows = [
        [day_cell(since), number(times, _searches(asked)), share_cell(figure, _searches(asked))]
        for ((since, _), (times, _)), figure in zip(found.items(), shares, strict=True)
    ]
    columns = (
        first_column(asked),
        Column("Searches", "Of the help centre; the same again on a day is one."),
        figure_columns("Without a result", _VAIN),
    )
    chart = {
        "x": [moment_of(since) for since, _ in found],
        **band("Without a result", shares, 0, 100, "%"),
    }
    vain = [
        [
            plain(words, f"/help/search?q={quote(words)}"),
            number(times, _searches(asked)),
            share_cell(share(times, all_), _searches(asked)),
        ]
        for words, times, all_ in searched_in_vain(services.database, asked.scope, MOST_ROWS)
    ]
    told = (
        Column("Searched for", is_number=False),
        Column("Without a result"),
        figure_columns("Of these searches", "Searches for the same words that found nothing."),
    )
    return [
        Table("searches", f"Searches by {period_of(asked)}", columns, rows, chart),
        Table("in_vain", "Searches that found nothing, the most frequent", told, vain),
    ]


def _searches(asked: Asked) -> str:
    return in_console(asked, "/searches")
