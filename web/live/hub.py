"""Handing news to the streams that wait for it, within this process."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import structlog

from store.realtime import DESK, News, RedisError

log = structlog.get_logger()

_MAX_WAITING = 1000
# Sent to everyone when news may have been missed: look everything up again.
RESYNC = {"kind": "resync"}


class Subscription:
    """The news of some topics, since the last look."""

    def __init__(self) -> None:
        self._news: list[dict[str, Any]] = []
        self._fresh = asyncio.Event()

    def put(self, news: dict[str, Any]) -> None:
        if len(self._news) >= _MAX_WAITING:
            self._news = [RESYNC]
        else:
            self._news.append(news)
        self._fresh.set()

    async def wait(self, seconds: float) -> list[dict[str, Any]]:
        """Return what is new, waiting for it up to `seconds`; [] if nothing came."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._fresh.wait(), seconds)
        self._fresh.clear()
        news, self._news = self._news, []
        return news


class Hub:
    """One subscription to Redis, shared by all streams of this process."""

    def __init__(self, news: News) -> None:
        self._news = news
        self._watches: dict[str, set[Subscription]] = defaultdict(set)

    @contextlib.asynccontextmanager
    async def subscribe(self, *topics: str) -> AsyncIterator[Subscription]:
        """Watch topics for the length of the block."""
        watch = Subscription()
        for topic in topics:
            self._watches[topic].add(watch)
        try:
            yield watch
        finally:
            for topic in topics:
                self._watches[topic].discard(watch)
                if not self._watches[topic]:
                    del self._watches[topic]

    @property
    def streams(self) -> int:
        """How many streams wait for news in this process."""
        return len({watch for watches in self._watches.values() for watch in watches})

    async def run(self) -> None:
        """Listen for ever, through failures of Redis."""
        while True:
            try:
                async for news in self._news.listen():
                    self._hand_out(news["topic"], news)
            except (RedisError, OSError) as error:
                log.warning("news.away", error=str(error))
            except Exception as error:
                log.error("news.failed", exc_info=error)
            await asyncio.sleep(1)
            self._resync()

    def _hand_out(self, topic: str, news: dict[str, Any]) -> None:
        """Give it to who watches its topic; what desks hear of a conversation, to its page too."""
        watches = set(self._watches.get(topic, ()))
        if topic == DESK:
            watches |= self._watches.get(str(news.get("conversation", "")), set())
        for watch in watches:
            watch.put(news)

    def _resync(self) -> None:
        for watch in {watch for watches in self._watches.values() for watch in watches}:
            watch.put(RESYNC)
