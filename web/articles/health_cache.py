"""How the articles of a list do, counted anew now and then: counting reads the whole log."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any

from core.articles import Health
from store.articles import ArticleHealth
from web.http import in_thread

_FRESH_FOR = 30.0  # seconds


class ListHealth:
    """The health of all articles, as of a moment ago."""

    def __init__(self, health: ArticleHealth) -> None:
        self._health = health
        self._counted_at = -_FRESH_FOR
        self._all: Mapping[str, Health] = {}
        self._one_counts = Lock()

    def all(self) -> Mapping[str, Health]:
        """Return the health of every article that somebody met, by its slug."""
        with self._one_counts:
            if time.monotonic() - self._counted_at > _FRESH_FOR:
                self._all = self._health.all()
                self._counted_at = time.monotonic()
            return self._all

    async def of(self, slugs: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return {shown, helped_share} of those articles that somebody met."""
        health = await in_thread(self.all)
        return {
            slug: {"shown": health[slug].now.shown, "helped_share": health[slug].now.share}
            for slug in slugs
            if slug in health
        }
