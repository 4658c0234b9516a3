"""Telling the desks that the queue has changed."""

from __future__ import annotations

import structlog
from redis.asyncio import Redis

from store.live import DESK, News
from store.redis_client import AWAY, RedisError, open_redis

log = structlog.get_logger()


class DeskNews:
    """News for the desks; the record holds the queue itself, so lost news is only late news."""

    def __init__(self, redis_url: str) -> None:
        self._url = redis_url
        self._redis: Redis | None = None

    async def queue_changed(self) -> None:
        """Have every desk read the queue again."""
        if self._redis is None:  # made here, in the loop that will use it
            self._redis = open_redis(self._url)
        try:
            await News(self._redis).tell(DESK)
        except (RedisError, *AWAY) as error:
            log.warning("desk.not_told", error=str(error))

    async def close(self) -> None:
        if self._redis is not None:
            await self._redis.aclose()
            self._redis = None
