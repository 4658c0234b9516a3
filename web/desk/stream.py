"""The desk, live: the queue, and the conversation that is open on the page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from time import monotonic
from typing import Any

from core.staff import StaffMember
from store.live import DESK
from web.desk.reading import read_queue
from web.desk.shapes import utterance_shape
from web.hub import RESYNC, Watch
from web.services import Services
from web.sse import HEARTBEAT, event
from web.threads import in_thread

_QUEUE_EVERY = 0.5  # seconds; a busy desk is sent the sum of what changed, not each change

# An event, not a comment: the page must notice a connection that died without a word.
_BEAT = event("beat", {})

News = list[dict[str, Any]]
WhoAsks = Callable[[], Coroutine[Any, Any, StaffMember | None]]


class Feed:
    """What one open page is sent.

    News only says when to look; what is sent is read from the record, so a lost piece of news is
    made up for by the next one, or by the next heartbeat.
    """

    def __init__(
        self, services: Services, who_asks: WhoAsks, conversation: str, after: int
    ) -> None:
        """`conversation` is the one open on the page, or ""; `after` the last seq it has."""
        self._services, self._who_asks = services, who_asks
        self._conversation, self._last = conversation, after
        self._open: News | None = None  # the queue as the page knows it
        self._outdated = True
        self._looked_at = 0.0

    async def events(self) -> AsyncIterator[str]:
        """Yield events as long as the session is good, and at its end say that it is over."""
        while await self._who_asks() is not None:
            topics = self._topics()
            async with self._services.hub.watch(*topics) as watch:
                async for text in self._watch(watch, topics):
                    yield text
        yield event("signed_out", {})

    async def _watch(self, watch: Watch, topics: set[str]) -> AsyncIterator[str]:
        """Yield what happens, until other topics are to be watched or the session is gone."""
        news: News = [RESYNC]
        while (member := await self._who_asks()) is not None:
            async for text in self._changes(news, member):
                yield text
            if topics != self._topics():
                return
            news = await watch.wait(self._patience())

    async def _changes(self, news: News, member: StaffMember) -> AsyncIterator[str]:
        """Yield what is different since the last look; a sign of life after a silence."""
        if any(self._is_customer_typing(item) for item in news):
            yield event("typing", {"who": "customer"})
        if not news and not self._outdated:
            yield _BEAT
        if not news or any(item.get("kind") != "typing" for item in news):
            self._outdated = True
            async for text in self._said():
                yield text
        if self._outdated and not self._wait():
            async for text in self._queue(member):
                yield text

    async def _said(self) -> AsyncIterator[str]:
        if not self._conversation:
            return
        read = self._services.transcripts.read
        for utterance in await in_thread(read, self._conversation, self._last):
            self._last = utterance.seq
            yield event("utterance", utterance_shape(utterance), utterance.seq)

    async def _queue(self, member: StaffMember) -> AsyncIterator[str]:
        queue = await in_thread(read_queue, self._services, member)
        self._outdated, self._looked_at = False, monotonic()
        if queue["open"] != self._open:
            self._open = queue["open"]
            yield event("queue", queue)

    def _topics(self) -> set[str]:
        """Return the desk and each open conversation: a message in it changes its line."""
        shown = {handoff["conversation"] for handoff in self._open or ()}
        return {DESK, *shown} | ({self._conversation} if self._conversation else set())

    def _is_customer_typing(self, item: dict[str, Any]) -> bool:
        return item.get("topic") == self._conversation and item.get("who") == "customer"

    def _patience(self) -> float:
        return self._wait() if self._outdated else HEARTBEAT

    def _wait(self) -> float:
        """Return how long until the queue may be looked at again."""
        return max(0.0, self._looked_at + _QUEUE_EVERY - monotonic())
