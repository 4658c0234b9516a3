"""How the articles of a list do, counted anew now and then: counting reads the whole log."""

from __future__ import annotations

import time
from collections.abc import Iterable
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
        self._all: dict[str, Health] = {}

    async def of(self, slugs: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return {shown, helped_share} of those articles that somebody met."""
        if time.monotonic() - self._counted_at > _FRESH_FOR:
            self._counted_at = time.monotonic()
            self._all = await in_thread(self._health.all)
        return {
            slug: {"shown": self._all[slug].now.shown, "helped_share": self._all[slug].now.share}
            for slug in slugs
            if slug in self._all
        }
