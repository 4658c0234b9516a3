"""A conversation, live, as its customer's page is sent it."""

from __future__ import annotations

import math
from collections.abc import AsyncGenerator, AsyncIterator
from time import monotonic, time_ns
from typing import Any

import structlog

from core.handoffs import HandoffState
from store.conversations import Reader
from store.realtime import AWAY, DESK, RedisError
from store.tracing import note_span
from web.customer.view import NOBODY_COMES, conversation_state, utterance_for_customer
from web.http import BEAT, HEARTBEAT, event, in_thread, merged
from web.live import RESYNC, Subscription
from web.services import Services

log = structlog.get_logger()

_PLACE_EVERY = 2.0  # seconds; who waits is told of a new place and wait that often at most
_BEAT_EVERY = 5.0
_LONG = 3600.0  # seconds; nothing is looked up after them
PAGE = 50  # utterances that a page is given before it asks for earlier ones

News = list[dict[str, Any]]
_NO_WORDS = frozenset({"typing", "handoff", "seen"})  # news after which nothing was said
_MARKS = frozenset({"seen", RESYNC["kind"]})  # after which somebody has read on


class Live:
    """What one open page is sent; as long as it is open its customer counts as being there.

    First comes what was said after `last`, of a page that has nothing yet only the end of it; then
    the state, then whatever happens: words as soon as they are recorded, and beside them the
    state, which may have to wait for the whole queue to be read. The record is only looked into
    after news, for who waits also now and then: a page on which nothing happens costs it nothing.
    """

    def __init__(self, services: Services, conversation: str, last: int) -> None:
        self._services, self._conversation, self._last = services, conversation, last
        self._state: dict[str, Any] | None = None
        self._seen = 0
        self._beaten_at = -_BEAT_EVERY

    async def events(self) -> AsyncGenerator[str, None]:
        hub, conversation = self._services.hub, self._conversation
        async with hub.subscribe(conversation) as words:
            await self._show_presence()
            if not self._last and await self._skip_earlier():
                yield event("earlier", {})
            async for text in self._said():
                yield text
            async for text in self._marks():
                yield text
            async for text in merged(self._words(words), self._states()):
                yield text

    async def _skip_earlier(self) -> bool:
        """Begin with the last page; tells whether there is more before it."""
        earlier = self._services.transcripts.before
        last = await in_thread(earlier, self._conversation, None, PAGE + 1)
        if len(last) > PAGE:
            self._last = last[0].seq
        return len(last) > PAGE

    async def _words(self, watch: Subscription) -> AsyncIterator[str]:
        while True:
            news = await watch.wait(HEARTBEAT)
            if any(_brings_words(item) for item in news):
                began = time_ns()
                async for text in self._said():
                    yield text
                for item in news:
                    note_span("is shown to the customer", str(item.get("trace", "")), began)
            if any(item.get("kind") in _MARKS for item in news):
                async for text in self._marks():
                    yield text
            if any(item.get("who") == "agent" for item in news):
                yield event("typing", {"who": "agent"})
            if not news:
                yield BEAT
            await self._show_presence()

    async def _said(self) -> AsyncIterator[str]:
        assistant = self._services.settings.widget.assistant
        read, links = self._services.transcripts.read, self._services.file_links
        for utterance in await in_thread(read, self._conversation, self._last):
            self._last = utterance.seq
            yield event(
                "utterance", utterance_for_customer(utterance, assistant, links), self._last
            )

    async def _marks(self) -> AsyncIterator[str]:
        seen = (await in_thread(self._services.seen.of, self._conversation))[Reader.AGENT]
        if seen != self._seen:
            self._seen = seen
            yield event("seen", {"reader": Reader.AGENT.value, "seq": seen})

    async def _states(self) -> AsyncIterator[str]:
        while True:
            waits = self._waits()
            topics = (self._conversation, DESK) if waits else (self._conversation,)
            async with self._services.hub.subscribe(*topics) as watch:
                while True:
                    looked_at = monotonic()
                    state = await self._read_state()
                    if state != self._state:
                        self._state = state
                        yield event("state", state)
                    if self._waits() != waits:
                        break  # everybody's news matters to who waits, and to nobody else
                    await self._until_it_may_differ(watch, looked_at)

    async def _read_state(self) -> dict[str, Any]:
        """Read who is there; only who waits for a person or has one needs the whole queue."""
        open_in = self._services.handoffs.open_in
        if await in_thread(open_in, self._conversation) is None:
            return NOBODY_COMES
        return conversation_state(await self._services.queue_snapshots.now(), self._conversation)

    async def _until_it_may_differ(self, watch: Subscription, looked_at: float) -> None:
        """Wait for news of this conversation; who waits, no longer than a heartbeat.

        The desk's news is about everybody: it only brings the next look at one's place nearer.
        """
        end = monotonic() + (HEARTBEAT if self._waits() else math.inf)
        while (left := end - monotonic()) > 0:
            news = await watch.wait(min(left, _LONG))
            if any(self._concerns(item) for item in news):
                return
            if news and self._waits():
                end = min(end, looked_at + _PLACE_EVERY)

    def _waits(self) -> bool:
        handoff = self._state and self._state["handoff"]
        return bool(handoff and handoff["state"] == HandoffState.WAITING.value)

    def _concerns(self, item: dict[str, Any]) -> bool:
        if item.get("kind") == "typing":
            return False
        return item.get("topic") != DESK or item.get("conversation") == self._conversation

    async def _show_presence(self) -> None:
        if monotonic() - self._beaten_at < _BEAT_EVERY:
            return
        self._beaten_at = monotonic()
        try:
            await self._services.customers_here.beat(self._conversation)
        except (RedisError, *AWAY) as error:
            log.warning("presence.not_noted", error=str(error))


def _brings_words(item: dict[str, Any]) -> bool:
    return item.get("kind") not in _NO_WORDS and item.get("topic") != DESK
