"""Anticipation and content: next questions, gaps, answers by their health, searches in vain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TypeVar
from urllib.parse import quote

from core.articles import Health
from core.insights import Figure, Scope, share
from core.staff import CONSOLE_ROLES
from store.insights import (
    Insights,
    Offered,
    gap_days,
    offers_by_day,
    offers_by_pair,
    searched_in_vain,
    searches_by_day,
    wanted_most,
)
from web.insights.asked import Asked
from web.insights.page import InsightPage, Tile, band
from web.insights.periods import ends_of, is_by_week, moment_of
from web.insights.tables import Cell, Column, Table, figure_columns, number, plain, share_cell
from web.services import Services

HEALTH_DAYS = 30
_MOST_ROWS = 25
_UNKNOWN = ("channel", "queue", "language")
_ACCEPTED = "Offers that were taken, among all; whoever was told the answer at once is left out."
_ANYWAY = "Offers that were passed over and asked for later in own words."
_VAIN = "Searches of the help centre that found nothing, among all; the same again on a day is one."
_AILING = "Of the articles that were shown: those that something is said of below."
_SHOWN = Column("Offered", "How often a next question was offered, by the day it was.")
Value = TypeVar("Value")


def content_page(services: Services, asked: Asked) -> InsightPage:
    """Return how well what comes next is known, and what is missing or weak."""
    told = [name for name in _UNKNOWN if getattr(asked.scope, name)]
    if told:
        return InsightPage((), (), f"These are not counted by {' or '.join(told)}.")
    offers = offers_by_day(services.database, asked.scope)
    searches = searches_by_day(services.database, asked.scope)
    health = services.article_health.all(HEALTH_DAYS)
    if asked.scope.article:
        health = {slug: each for slug, each in health.items() if slug == asked.scope.article}
    whole = sum(offers.values(), Offered())
    shown = {slug: each for slug, each in health.items() if each.now.shown}
    looked, vain = (sum(each[n] for each in searches.values()) for n in (0, 1))
    ailing = sum(1 for each in shown.values() if each.ails)
    tiles = (
        Tile("Next questions accepted", _ACCEPTED, _accepted(asked, whole)),
        Tile("Asked anyway", _ANYWAY, _anyway(asked, whole)),
        Tile("Searches without a result", _VAIN, share_cell(share(vain, looked), _searches(asked))),
        Tile("Ailing articles", _AILING, share_cell(share(ailing, len(shown)))),
    )
    tables = [_offers(asked, offers), _pairs(services, asked)]
    if not asked.scope.article and not asked.scope.segment:
        tables += [*_gaps(services, asked), *_searched(services, asked, searches)]
    return InsightPage(tiles, [*tables, _health(asked, shown)])


def _offers(asked: Asked, offers: Mapping[date, Offered]) -> Table:
    found = _by_period(asked.scope, offers, Offered.__add__)
    rows, accepted = [], []
    for (since, until), each in found.items():
        when = {"since": since.isoformat(), "until": until.isoformat()}
        rows.append(
            [
                _day(since),
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
        "next", f"Next questions by {_period(asked)}", (_first(asked), *_OFFERS), rows, chart
    )


_OFFERS = (_SHOWN, figure_columns("Accepted", _ACCEPTED), figure_columns("Asked anyway", _ANYWAY))


def _pairs(services: Services, asked: Asked) -> Table:
    pairs = offers_by_pair(services.database, asked.scope)
    rows = []
    for (article, offered), each in list(pairs.items())[:_MOST_ROWS]:
        both = f"{quote(article, safe='')}/{quote(offered, safe='')}"
        path = _console(asked, f"/next-questions/{both}")
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


def _gaps(services: Services, asked: Asked) -> list[Table]:
    days = gap_days(services.database, asked.scope)
    parts = (days.opened, days.closed, days.dismissed)
    by_day = {
        day: tuple(part[day] for part in parts) for day in sorted({*parts[0], *parts[1], *parts[2]})
    }
    found = _by_period(asked.scope, by_day, _added)
    rows = [
        [_day(since), *(number(many, _console(asked, "/gaps")) for many in each)]
        for (since, _), each in found.items()
    ]
    columns = (
        _first(asked),
        Column("Opened", "What no article answers, by the day it was first met."),
        Column("Closed", "By an article, on the day that was decided."),
        Column("Dismissed", "Decided to need none."),
    )
    wanted = wanted_most(services.database, asked.scope, _MOST_ROWS)
    words = Insights(services.database).gap_words([each.gap for each in wanted])
    met = [
        [
            plain(words.get(each.gap, ""), _console(asked, f"/gaps/{each.gap}")),
            number(each.times),
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
        Table("gaps", f"Gaps opened and closed by {_period(asked)}", columns, rows),
        Table("wanted", "Gaps that were met most often", told, met),
    ]


def _searched(
    services: Services, asked: Asked, searches: Mapping[date, tuple[int, ...]]
) -> list[Table]:
    found = _by_period(asked.scope, searches, _added)
    shares = [share(vain, times) for times, vain in found.values()]
    rows = [
        [_day(since), number(times, _searches(asked)), share_cell(figure, _searches(asked))]
        for ((since, _), (times, _)), figure in zip(found.items(), shares, strict=True)
    ]
    columns = (
        _first(asked),
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
            number(times),
            share_cell(share(times, all_)),
        ]
        for words, times, all_ in searched_in_vain(services.database, asked.scope, _MOST_ROWS)
    ]
    told = (
        Column("Searched for", is_number=False),
        Column("Without a result"),
        figure_columns("Of these searches", "Searches for the same words that found nothing."),
    )
    return [
        Table("searches", f"Searches by {_period(asked)}", columns, rows, chart),
        Table("in_vain", "Searches that found nothing, the most frequent", told, vain),
    ]


def _health(asked: Asked, health: Mapping[str, Health]) -> Table:
    ordered = sorted(health.items(), key=lambda each: (not each[1].ails, -each[1].now.shown))
    rows = []
    for slug, each in ordered[:_MOST_ROWS]:
        now = each.now
        helped = now.helped + now.read_helped
        days = _last_days(asked)
        rows.append(
            [
                plain(
                    asked.label("article", slug),
                    f"/insights/articles/{quote(slug, safe='')}?{asked.query()}",
                ),
                number(now.shown, asked.behind("", article=slug, **days)),
                share_cell(share(helped, now.judged), asked.behind("", article=slug, **days)),
                share_cell(share(now.handed_off, now.shown)),
                plain(f"It {each.ails}." if each.ails else "Nothing stands out"),
            ]
        )
    columns = (
        Column("Article", is_number=False),
        Column("Shown", "How often the assistant answered with it."),
        figure_columns("Helped", "Of those who said so, in the chat or on its page."),
        figure_columns("A person called", "After it, before anything had helped."),
        Column("Health", is_number=False),
    )
    return Table("health", f"Answers by health, the last {HEALTH_DAYS} days", columns, rows)


def _by_period(
    scope: Scope, by_day: Mapping[date, Value], add: Callable[[Value, Value], Value]
) -> dict[tuple[date, date], Value]:
    found: dict[tuple[date, date], Value] = {}
    for day, value in sorted(by_day.items()):
        ends = ends_of(scope, day)
        found[ends] = add(found[ends], value) if ends in found else value
    return found


def _added(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _accepted(asked: Asked, offered: Offered, **when: str) -> Cell:
    return _offer_cell(share(offered.pressed, offered.shown), asked.behind("next:pressed", **when))


def _anyway(asked: Asked, offered: Offered, **when: str) -> Cell:
    return _offer_cell(share(offered.anyway, offered.shown), asked.behind("next:anyway", **when))


def _offer_cell(figure: Figure, path: str) -> Cell:
    return share_cell(figure, path if figure.value else "")


def _last_days(asked: Asked) -> dict[str, str]:
    since = asked.today - timedelta(days=HEALTH_DAYS)
    return {"since": since.isoformat(), "until": asked.today.isoformat()}


def _searches(asked: Asked) -> str:
    return _console(asked, "/searches")


def _console(asked: Asked, path: str) -> str:
    return f"/console{path}" if _edits(asked) else ""


def _edits(asked: Asked) -> bool:
    return asked.member.role in CONSOLE_ROLES


def _period(asked: Asked) -> str:
    return "week" if is_by_week(asked.scope) else "day"


def _first(asked: Asked) -> Column:
    return Column(_period(asked).capitalize(), is_number=False)


def _day(since: date) -> Cell:
    return Cell(f"{since:%-d %b %Y}", (since.isoformat(),))
