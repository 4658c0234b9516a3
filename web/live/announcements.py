"""The announcements that stand or are to come, held in memory by each web process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from time import monotonic
from typing import Any

import structlog

from core.announcements import Announcement
from core.errors import Unavailable
from store.announcements import Announcements
from store.clock import now
from web.http import in_thread, to_json

log = structlog.get_logger()

_KEPT = 2.0  # seconds for which pages are shown what was read once


class LiveAnnouncements:
    """One reading of the record serves every page that asks for it meanwhile."""

    def __init__(self, record: Announcements) -> None:
        self._record = record
        self._held: tuple[Announcement, ...] = ()
        self._read_at = float("-inf")
        self._reading = asyncio.Lock()

    async def now(self, after: float | None = None) -> tuple[Announcement, ...]:
        """Return those that stand and those to come; while the record is away, as last known.

        after: what was written until then is in it, by `monotonic`
        """
        wanted = monotonic() - _KEPT if after is None else after
        async with self._reading:
            if self._read_at < wanted:
                await self._read()
            return self._held

    async def _read(self) -> None:
        began = monotonic()
        try:
            self._held = await in_thread(self._record.current, now())
        except Unavailable as error:  # pages are read all the same
            log.warning("announcements.record_away", error=str(error))
        self._read_at = began


def announcements_json(shown: Iterable[Announcement]) -> list[dict[str, Any]]:
    """Return announcements as pages are told of them."""
    return [
        {
            **to_json(each, "id", "version", "words"),
            "state": each.state.value,
            "label": each.state.label,
            "next_news": each.next_news and each.next_news.isoformat(),
        }
        for each in shown
    ]
