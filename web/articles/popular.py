"""What people come for, as counted lately."""

from __future__ import annotations

import time
from collections.abc import Mapping

import structlog

from store.articles import ArticleHealth
from web.http import in_thread

log = structlog.get_logger()

_DAYS = 30
_FRESH_FOR = 600.0  # seconds


class PopularArticles:
    """How often each article was shown or read, as of a while ago: every visitor asks for it."""

    def __init__(self, health: ArticleHealth) -> None:
        self._health = health
        self._counts: Mapping[str, int] = {}
        self._read_at = -_FRESH_FOR

    async def counts(self) -> Mapping[str, int]:
        """Return the counts by slug."""
        if time.monotonic() - self._read_at > _FRESH_FOR:
            self._read_at = time.monotonic()  # first: the others who ask meanwhile need not wait
            try:
                self._counts = await in_thread(self._health.shown, _DAYS)
            except Exception as error:  # the pages need no record: they go on with what was known
                log.warning("popular.not_counted", error=repr(error))
        return self._counts
