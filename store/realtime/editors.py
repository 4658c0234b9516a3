"""Who has an article open in the editor, kept in Redis for as long as their page says so."""

from __future__ import annotations

from redis.asyncio import Redis

from core.staff import StaffMember
from store.clock import now

_HERE_FOR = 25  # seconds after the last sign of a page


class Editors:
    """The people who have an article open."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def beat(self, slug: str, member: StaffMember) -> list[str]:
        """Remember that they have it open; return the names of the others who have."""
        key, at = f"editors:{slug}", now().timestamp()
        own = f"{member.id}\n{member.name}"
        async with self._redis.pipeline(transaction=False) as pipeline:
            pipeline.zadd(key, {own: at})
            pipeline.zremrangebyscore(key, "-inf", at - _HERE_FOR)
            pipeline.zremrangebyscore(key, f"({at + _HERE_FOR}", "+inf")  # the clock was set back
            pipeline.expire(key, _HERE_FOR)
            pipeline.zrange(key, 0, -1)
            *_, there = await pipeline.execute()
        return [entry.partition("\n")[2] for entry in there if entry != own]
