"""Rate limits: fixed windows, counted in Redis for all processes together."""

from __future__ import annotations

from redis.asyncio import Redis

from core.errors import TooMany


class RateLimiter:
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
