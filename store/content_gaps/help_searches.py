"""What the help centre is searched for, and what is opened of what was found; never by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select, update

from core.conversations import mask
from core.text import plain
from store.clock import now
from store.content_gaps.empty_searches import MAX_SEARCHED_LENGTH
from store.database import Database
from store.inserts import insert_once
from store.schema import help_searches

MAX_LISTED_SEARCHES = 200
_SEARCH = ""  # in place of an article: the search itself


@dataclass(frozen=True)
class HelpSearch:
    """What was searched for, how often, how much it found last, and how often what was opened."""

    words: str
    times: int
    results: int
    opened: Mapping[str, int]


class HelpSearches:
    """Counts by day and words, which are masked like those of gaps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def searched(self, words: str, results: int) -> None:
        """Count a search, and keep how much it found."""
        self._count(words, _SEARCH, results)

    def opened(self, words: str, article: str) -> None:
        """Count an article that was opened among what was found for these words."""
        self._count(words, article, 0)

    def listed(self, since: date, only_unopened: bool = False) -> list[HelpSearch]:
        """Return what was searched for from a day on, the most frequent first.

        only_unopened: of what found something only that of which nobody opened anything
        """
        counted = help_searches.c
        query = (
            select(counted.words, counted.article, func.sum(counted.times).label("times"))
            .where(counted.day >= since)
            .group_by(counted.words, counted.article)
        )
        latest = (
            select(counted.words, counted.results)
            .where(counted.day >= since, counted.article == _SEARCH)
            .order_by(counted.day)
        )
        found: dict[str, dict[str, Any]] = defaultdict(dict)
        with self._database.reading() as connection:
            for row in connection.execute(query):
                found[row.words][row.article] = row
            results = {row.words: row.results for row in connection.execute(latest)}
        searches = [_search(words, rows, results.get(words, 0)) for words, rows in found.items()]
        if only_unopened:
            searches = [each for each in searches if each.results and not each.opened]
        searches.sort(key=lambda each: (-each.times, each.words))
        return searches[:MAX_LISTED_SEARCHES]

    def _count(self, words: str, article: str, results: int) -> None:
        masked = plain(mask(words))[:MAX_SEARCHED_LENGTH]
        key = {"day": now().date(), "words": masked, "article": article}
        with self._database.writing() as connection:
            insert_once(connection, help_searches, key | {"times": 0, "results": 0})
            connection.execute(
                update(help_searches)
                .filter_by(**key)
                .values(times=help_searches.c.times + 1, results=results)
            )


def _search(words: str, rows: Mapping[str, Any], results: int) -> HelpSearch:
    opened = {article: int(row.times) for article, row in rows.items() if article != _SEARCH}
    search = rows.get(_SEARCH)
    # What was opened from a suggestion, while somebody typed, was never sent off as a search. An
    # opening counts once for an address: at least so many have searched as opened one article.
    times = max(int(search.times) if search else 0, *opened.values(), 0)
    return HelpSearch(words, times, results, opened)
