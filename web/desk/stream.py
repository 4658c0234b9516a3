"""The desk, live: the queue, and the conversation that is open on the page."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from time import monotonic
from typing import Any

import structlog

from core.staff import StaffMember
from store.realtime import AWAY, DESK, RedisError
from web.desk.beside.sidebar import Sidebar
from web.http import event, event_of, in_thread, merged
from web.live import Subscription, queue_as_json, utterance_json
from web.services import Services

log = structlog.get_logger()

_BEAT_EVERY = 10.0  # seconds
_ENVELOPE = frozenset({"topic", "kind"})  # of a piece of news; the rest is what it says

# An event, not a comment: the page must notice a connection that died without a word.
_BEAT = event("beat", {})

News = list[dict[str, Any]]
WhoAsks = Callable[[], Coroutine[Any, Any, StaffMember | None]]


class Feed:
    """What one open page is sent; as long as it is open its agent counts as being there.

    News only says when to look; what is sent is read from the record, so a lost piece of news is
    made up for by the next one, or by the next heartbeat.
    """

    def __init__(
        self, services: Services, who_asks: WhoAsks, conversation: str, after: int
    ) -> None:
        """`conversation` is the one open on the page, or ""; `after` the last seq it has."""
        self._services, self._who_asks = services, who_asks
        self._conversation, self._last = conversation, after
        self._sidebar = Sidebar(services, conversation)
        self._queue, self._behind = "", 0  # as the page knows them
        self._shown: frozenset[str] = frozenset()  # the conversations in the queue
        self._beaten_at = -_BEAT_EVERY

    async def events(self) -> AsyncGenerator[str, None]:
        """Yield events as long as the session is good, and at its end say that it is over.

        What was said comes first; from then on neither words nor the queue wait for the other.
        """
        topics = {DESK, self._conversation or DESK}
        async with self._services.hub.subscribe(*topics) as watch:
            if (member := await self._who_asks()) is not None:
                await self._show_presence(member)
                async for text in self._said(member):
                    yield text
            try:
                async for text in merged(self._conversations(watch), self._queues()):
                    yield text
            finally:
                if member is not None:
                    await self._hide_reader(member)
        yield event("signed_out", {})

    async def _conversations(self, watch: Subscription) -> AsyncIterator[str]:
        """Yield what happens in the conversation that is open on the page."""
        while True:
            news = await watch.wait(_BEAT_EVERY)
            if (member := await self._who_asks()) is None:
                return
            await self._show_presence(member)
            async for text in self._changes(news, member):
                yield text

    async def _queues(self) -> AsyncIterator[str]:
        """Yield the queue whenever it has changed: each reading shows the sum of what happened."""
        while True:
            shown = self._shown
            async with self._services.hub.subscribe(DESK, *shown) as watch:
                while (member := await self._who_asks()) is not None:
                    async for text in self._look(member):
                        yield text
                    if shown != self._shown:
                        break  # a message in any of them changes its line
                    await _until_worth_a_look(watch)
                else:
                    return

    async def _show_presence(self, member: StaffMember) -> None:
        """Let others see that this agent is there, and the desks that one has come."""
        if monotonic() - self._beaten_at < _BEAT_EVERY / 2:
            return
        arrives = self._beaten_at < 0
        self._beaten_at = monotonic()
        try:
            await self._services.agents_here.beat(member.id)
            await self._sidebar.show_reader(member, arrives)
            if arrives:
                await self._services.news.publish(DESK)
        except (RedisError, *AWAY) as error:
            log.warning("presence.not_noted", error=str(error))

    async def _hide_reader(self, member: StaffMember) -> None:
        try:
            await self._sidebar.hide_reader(member)
        except (RedisError, *AWAY) as error:
            log.warning("presence.not_noted", error=str(error))

    async def _changes(self, news: News, member: StaffMember) -> AsyncIterator[str]:
        """Yield what is different since the last look; a sign of life after a silence."""
        for item in news:
            if item.get("kind") == "returned":
                yield event("returned", {key: item[key] for key in item if key not in _ENVELOPE})
        if any(self._is_customer_typing(item) for item in news):
            yield event("typing", {"who": "customer"})
        for item in news:
            if self._is_colleague_typing(item, member):
                yield event("colleague", {"name": item["name"]})
        if not news:
            yield _BEAT
        if not news or any(item.get("kind") != "typing" for item in news):
            async for text in self._said(member):
                yield text

    async def _said(self, member: StaffMember) -> AsyncIterator[str]:
        if not self._conversation:
            return
        read = self._services.transcripts.read
        for utterance in await in_thread(read, self._conversation, self._last):
            self._last = utterance.seq
            yield event("utterance", utterance_json(utterance), utterance.seq)
        async for text in self._sidebar.changes(member):
            yield text

    async def _look(self, member: StaffMember) -> AsyncIterator[str]:
        snapshot = await self._services.queue_snapshots.now()
        queue = queue_as_json(snapshot, member)
        self._shown = frozenset(handoff.conversation for handoff in snapshot.open)
        if queue != self._queue:
            self._queue = queue
            now = json.dumps(snapshot.at.isoformat())
            yield event_of("queue", f'{{"now": {now}, {queue[1:]}')
        behind = int(snapshot.behind.total_seconds())
        if behind != self._behind:
            self._behind = behind
            yield event("trouble", {"behind": behind})

    def _is_colleague_typing(self, item: dict[str, Any], member: StaffMember) -> bool:
        here, by = item.get("topic") == self._conversation, item.get("by", member.id)
        return here and item.get("kind") == "typing" and by != member.id

    def _is_customer_typing(self, item: dict[str, Any]) -> bool:
        return item.get("topic") == self._conversation and item.get("who") == "customer"


async def _until_worth_a_look(watch: Subscription) -> None:
    """Wait until the queue may differ; that somebody types is no difference."""
    end = monotonic() + _BEAT_EVERY
    while news := await watch.wait(max(0.0, end - monotonic())):
        if any(item.get("kind") != "typing" for item in news):
            return
