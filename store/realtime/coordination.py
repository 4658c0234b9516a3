"""What matters only now: who holds a conversation, who types, who must be told, who asks too much.

Lives in Redis and may be lost; the record can always restore it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from redis.asyncio import Redis

from core.conversations import Holder
from core.errors import TooMany

_NEWS = "news"
DESK = "desk"  # the topic of everything that changes the queues


class Holders:
    """Who holds each conversation: a copy of the handoffs' record for the bot to read."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def get(self, conversation: str) -> Holder:
        return Holder(await self._redis.get(f"holder:{conversation}") or Holder.BOT)

    async def set(self, conversation: str, holder: Holder) -> None:
        if holder is Holder.BOT:
            await self._redis.delete(f"holder:{conversation}")
        else:
            await self._redis.set(f"holder:{conversation}", holder.value)

    async def held_by_agents(self) -> frozenset[str]:
        """Return the conversations marked as held by an agent."""
        keys = [key async for key in self._redis.scan_iter("holder:*", count=1000)]
        return frozenset(key.partition(":")[2] for key in keys)


class News:
    """Telling every web process that something changed; the readers look up what."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def publish(self, topic: str, **detail: Any) -> None:
        """Say that something about a conversation, or `DESK`, changed."""
        await self._redis.publish(_NEWS, json.dumps({"topic": topic, **detail}))

    async def listen(self) -> AsyncIterator[dict[str, Any]]:
        """Yield news for ever; raises if Redis goes away."""
        async with self._redis.pubsub() as subscription:
            await subscription.subscribe(_NEWS)
            while True:
                message = await subscription.get_message(ignore_subscribe_messages=True, timeout=10)
                if message is not None:
                    yield json.loads(message["data"])
                else:
                    await asyncio.sleep(0)


class Limits:
    """Counting how often something happens, to stop what is too much."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def hit(self, what: str, most: int, seconds: int, message: str | None = None) -> None:
        """Count one use of `what`; raises TooMany beyond `most` in a window of `seconds`."""
        key = f"limit:{what}"
        async with self._redis.pipeline(transaction=True) as pipeline:
            pipeline.set(key, 0, ex=seconds, nx=True)
            pipeline.incr(key)
            _, used = await pipeline.execute()
        if used > most:
            raise TooMany(message)

    async def give_back(self, what: str) -> None:
        """Take one use of `what` back."""
        if await self._redis.exists(f"limit:{what}"):
            await self._redis.decr(f"limit:{what}")

    async def clear(self, what: str) -> None:
        await self._redis.delete(f"limit:{what}")


class Lease:
    """At most one process at a time does a chore; another takes over when it is gone."""

    def __init__(self, redis: Redis, name: str, owner: str, seconds: float = 5) -> None:
        self._redis, self._key, self._owner = redis, f"lease:{name}", owner
        self._milliseconds = int(seconds * 1000)

    async def hold(self) -> bool:
        """Take or renew the lease; False if another process holds it."""
        if await self._redis.set(self._key, self._owner, nx=True, px=self._milliseconds):
            return True
        if await self._redis.get(self._key) != self._owner:
            return False
        await self._redis.pexpire(self._key, self._milliseconds)
        return True

    async def release(self) -> None:
        if await self._redis.get(self._key) == self._owner:
            await self._redis.delete(self._key)
