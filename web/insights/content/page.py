"""Anticipation and content: next questions, gaps, searches in vain, answers by their health."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import quote

from core.articles import Health
from core.insights import share
from store.insights import offers_by_day, searches_by_day
from web.insights.asked import Asked
from web.insights.content.missing import gap_tables, search_tables, search_tile
from web.insights.content.offers import offer_tiles, offers_table, pairs_table
from web.insights.content.parts import MOST_ROWS
from web.insights.page import InsightPage, Tile
from web.insights.tables import Column, Table, figure_columns, number, plain, share_cell
from web.services import Services

HEALTH_DAYS = 30
_UNKNOWN = ("channel", "queue", "language")
_AILING = "Of the articles that were shown: those that something is said of below."


def content_page(services: Services, asked: Asked) -> InsightPage:
    """Return how well what comes next is known, and what is missing or weak."""
    told = [name for name in _UNKNOWN if getattr(asked.scope, name)]
    if told:
        return InsightPage((), (), f"These are not counted by {' or '.join(told)}.")
    offers = offers_by_day(services.database, asked.scope)
    searches = searches_by_day(services.database, asked.scope)
    tiles = list(offer_tiles(asked, offers))
    tables = [offers_table(asked, offers), pairs_table(services, asked)]
    if not asked.scope.article and not asked.scope.segment:  # nobody knows whose they were
        tiles.append(search_tile(asked, searches))
        tables += [*gap_tables(services, asked), *search_tables(services, asked, searches)]
    if not asked.scope.segment:
        shown = _shown(services, asked)
        ailing = sum(1 for each in shown.values() if each.ails)
        tiles.append(Tile("Ailing articles", _AILING, share_cell(share(ailing, len(shown)))))
        tables.append(_health(asked, shown))
    return InsightPage(tuple(tiles), tables)


def _shown(services: Services, asked: Asked) -> dict[str, Health]:
    """Return the health of the articles asked for that were shown lately."""
    health = services.list_health.all()
    own = asked.scope.article
    return {slug: each for slug, each in health.items() if each.now.shown and own in ("", slug)}


def _health(asked: Asked, health: Mapping[str, Health]) -> Table:
    ordered = sorted(health.items(), key=lambda each: (not each[1].ails, -each[1].now.shown))
    rows = []
    for slug, each in ordered[:MOST_ROWS]:
        now = each.now
        helped = now.helped + now.read_helped
        behind = asked.behind("", article=slug, **_last_days(asked))
        rows.append(
            [
                plain(
                    asked.label("article", slug),
                    f"/insights/articles/{quote(slug, safe='')}?{asked.query()}",
                ),
                number(now.shown, behind),
                share_cell(share(helped, now.judged), behind),
                share_cell(share(now.handed_off, now.shown), behind),
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


def _last_days(asked: Asked) -> dict[str, str]:
    since = asked.today - timedelta(days=HEALTH_DAYS)
    return {"since": since.isoformat(), "until": asked.today.isoformat()}
