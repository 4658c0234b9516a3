"""A conversation, live, as its customer's page is sent it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from time import monotonic
from typing import Any

import structlog

from core.handoffs import HandoffState
from store.conversations import Reader
from store.realtime import AWAY, DESK, RedisError
from web.customer.view import conversation_state, utterance_for_customer
from web.http import BEAT, HEARTBEAT, event, in_thread
from web.live import RESYNC, Subscription
from web.services import Services

log = structlog.get_logger()

_PLACE_EVERY = 2.0  # seconds; who waits is told of a new place and wait that often at most
_BEAT_EVERY = 5.0

News = list[dict[str, Any]]


class Live:
    """What one open page is sent; as long as it is open its customer counts as being there.

    First comes everything said after `last`, then the state, then whatever happens.
    """

    def __init__(self, services: Services, conversation: str, last: int) -> None:
        self._services, self._conversation, self._last = services, conversation, last
        self._state: dict[str, Any] | None = None
        self._seen = 0
        self._placed_at = self._beaten_at = -HEARTBEAT

    async def events(self) -> AsyncIterator[str]:
        async with self._services.hub.subscribe(self._conversation, DESK) as watch:
            news: News = [RESYNC]
            while True:
                await self._show_presence()
                if not news or any(self._concerns(item) for item in news):
                    async for text in self._said(news):
                        yield text
                async for text in self._changed_state():
                    yield text
                if not news:
                    yield BEAT
                news = await self._news(watch)

    async def _said(self, news: News) -> AsyncIterator[str]:
        assistant = self._services.settings.widget.assistant
        read = self._services.transcripts.read
        for utterance in await in_thread(read, self._conversation, self._last):
            self._last = utterance.seq
            yield event("utterance", utterance_for_customer(utterance, assistant), self._last)
        seen = (await in_thread(self._services.seen.of, self._conversation))[Reader.AGENT]
        if seen != self._seen:
            self._seen = seen
            yield event("seen", {"reader": Reader.AGENT.value, "seq": seen})
        if any(item.get("who") == "agent" for item in news):
            yield event("typing", {"who": "agent"})

    async def _changed_state(self) -> AsyncIterator[str]:
        self._placed_at = monotonic()
        state = conversation_state(await self._services.queue_snapshots.now(), self._conversation)
        if state != self._state:
            self._state = state
            yield event("state", state)

    async def _news(self, watch: Subscription) -> News:
        """Wait for news of this conversation; [] if there is none.

        The desk's news is about everybody: it only brings the next look at one's place nearer.
        """
        end = monotonic() + HEARTBEAT
        while (left := end - monotonic()) > 0:
            news = await watch.wait(left)
            if any(self._concerns(item) for item in news):
                return news
            if news and self._waits():
                end = min(end, self._placed_at + _PLACE_EVERY)
        return []

    def _waits(self) -> bool:
        handoff = self._state and self._state["handoff"]
        return bool(handoff and handoff["state"] == HandoffState.WAITING.value)

    def _concerns(self, item: dict[str, Any]) -> bool:
        return item.get("topic") != DESK or item.get("conversation") == self._conversation

    async def _show_presence(self) -> None:
        if monotonic() - self._beaten_at < _BEAT_EVERY:
            return
        self._beaten_at = monotonic()
        try:
            await self._services.customers_here.beat(self._conversation)
        except (RedisError, *AWAY) as error:
            log.warning("presence.not_noted", error=str(error))
