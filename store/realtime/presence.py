"""Who is there now, kept in Redis: agents whose desk is open, customers whose page is.

What is lost here comes back with the next heartbeat.
"""

from __future__ import annotations

from datetime import datetime, timezone

from redis.asyncio import Redis

from store.clock import now

_FORGOTTEN_AFTER = 24 * 3600  # seconds
_WRITING_KEPT = 3600
_AHEAD = 60  # seconds; what is later than that was written before the clock was set back
AGENTS, CUSTOMERS = "agents", "customers"


class Presence:
    """The latest heartbeat of each member of a group."""

    def __init__(self, redis: Redis, group: str) -> None:
        self._redis, self._key = redis, f"presence:{group}"

    async def beat(self, who: str) -> None:
        """Remember that they are there now."""
        at = now().timestamp()
        async with self._redis.pipeline(transaction=False) as pipeline:
            pipeline.zadd(self._key, {who: at})
            pipeline.zremrangebyscore(self._key, "-inf", at - _FORGOTTEN_AFTER)
            pipeline.zremrangebyscore(self._key, f"({at + _AHEAD}", "+inf")
            await pipeline.execute()

    async def leave(self, who: str) -> None:
        """Forget them: they have left."""
        await self._redis.zrem(self._key, who)

    async def since(self, moment: datetime) -> dict[str, datetime]:
        """Return when each of those was last there who have been since a moment."""
        found: list[tuple[str, float]] = await self._redis.zrangebyscore(  # type: ignore[assignment]
            self._key, moment.timestamp(), now().timestamp() + _AHEAD, withscores=True
        )
        return {who: datetime.fromtimestamp(at, timezone.utc) for who, at in found}


class Writing:
    """When the agent of a conversation last typed or sent something."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def note(self, conversation: str) -> None:
        key = f"writing:{conversation}"
        await self._redis.set(key, now().timestamp(), ex=_WRITING_KEPT)

    async def last(self, conversations: list[str]) -> dict[str, datetime]:
        """Return it for those of the conversations in which it happened lately."""
        if not conversations:
            return {}
        found = await self._redis.mget([f"writing:{name}" for name in conversations])
        latest = now().timestamp() + _AHEAD
        return {
            conversation: datetime.fromtimestamp(seconds, timezone.utc)
            for conversation, at in zip(conversations, found, strict=True)
            if (seconds := _seconds(at)) <= latest
        }


def _seconds(at: str | bytes | None) -> float:
    try:
        return float(at or "inf")
    except ValueError:
        return float("inf")
