"""Conversations from the inbox to the events: what the bot and its actions take, without web."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx

from core.conversations import InboxMessage, InboxMessageKind
from store.realtime import Events, Inbox, end_tasks, open_redis

_PATIENCE = 60.0  # seconds for a reply


class InboxTalk:
    """Puts messages into the inbox and hears what came of them; a turn's events come together."""

    def __init__(self, web_url: str, inbox: Inbox, events: Events) -> None:
        self._web_url, self._inbox, self._events = web_url, inbox, events
        self._awaited: dict[str, asyncio.Future[float]] = {}

    def begin(self, conversations: int) -> list[str]:
        """Begin so many conversations, known to the record like everybody's."""
        with httpx.Client(base_url=self._web_url, timeout=60, trust_env=False) as http:
            return [
                http.post("/api/conversations", json={"new": True}).json()["conversation"]
                for _ in range(conversations)
            ]

    async def ask(self, conversation: str, text: str) -> float:
        """Return the milliseconds from putting a message to the bot's events."""
        heard: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._awaited[conversation] = heard
        kind, sent = InboxMessageKind.CUSTOMER, time.perf_counter()
        message = InboxMessage(uuid.uuid4().hex, conversation, kind, text, time.time())
        await self._inbox.put(message)
        async with asyncio.timeout(_PATIENCE):
            return (await heard - sent) * 1000

    async def flood(self, conversations: list[str], texts: Iterator[str], seconds: float) -> float:
        """Return the messages a second while each conversation asks without a pause."""
        began, asked = time.perf_counter(), 0

        async def one(conversation: str) -> None:
            nonlocal asked
            while time.perf_counter() - began < seconds:
                await self.ask(conversation, next(texts))
                asked += 1

        await asyncio.gather(*(one(conversation) for conversation in conversations))
        return asked / (time.perf_counter() - began)

    async def listen(self) -> None:
        """Note when replies arrive, for ever."""
        while True:
            events = await self._events.next()
            at = time.perf_counter()
            await self._events.settle([place for place, _ in events])
            for conversation in {e["sender_id"] for _, e in events if e["event"] == "bot"}:
                heard = self._awaited.pop(conversation, None)
                if heard is not None and not heard.done():
                    heard.set_result(at)


@asynccontextmanager
async def inbox_talk(web_url: str, redis_url: str) -> AsyncIterator[InboxTalk]:
    """Listen to the events beside the recorder, from now on."""
    redis = open_redis(redis_url)
    events = Events(redis, "benchmark", "benchmark")
    await events.open()
    while earlier := await events.next(block=1):
        await events.settle([place for place, _ in earlier])
    talk = InboxTalk(web_url, Inbox(redis), events)
    listening = asyncio.create_task(talk.listen())
    try:
        yield talk
    finally:
        await end_tasks([listening])
        await redis.aclose()
