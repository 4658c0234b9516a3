"""Who holds each conversation, kept in Redis; the record can always restore it."""

from __future__ import annotations

from redis.asyncio import Redis

from core.conversations import Holder


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
