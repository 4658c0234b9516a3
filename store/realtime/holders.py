"""Who holds each conversation, kept in Redis; the record can always restore it."""

from __future__ import annotations

from redis.asyncio import Redis

from core.conversations import Holder

_HELD = "held"  # the conversations that an agent holds
_TAKEN_OVER = "held:taken_over"
_FORMERLY = "holder:"  # up to version 1.0 a key for each of them


class Holders:
    """Who holds each conversation: a copy of the handoffs' record for the bot to read."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def open(self) -> None:
        """Take over, once, what an earlier version kept; safe to call again and again."""
        if await self._redis.exists(_TAKEN_OVER):
            return
        async for key in self._redis.scan_iter(f"{_FORMERLY}*", count=1000):
            await self._redis.sadd(_HELD, key.removeprefix(_FORMERLY))
            await self._redis.delete(key)
        await self._redis.set(_TAKEN_OVER, 1)

    async def get(self, conversation: str) -> Holder:
        held = await self._redis.sismember(_HELD, conversation)
        return Holder.AGENT if held else Holder.BOT

    async def set(self, conversation: str, holder: Holder) -> None:
        if holder is Holder.BOT:
            await self._redis.srem(_HELD, conversation)
        else:
            await self._redis.sadd(_HELD, conversation)

    async def held_by_agents(self) -> frozenset[str]:
        """Return the conversations marked as held by an agent."""
        return frozenset(map(str, await self._redis.smembers(_HELD)))
