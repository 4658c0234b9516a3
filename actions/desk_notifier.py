"""Telling the desks that the queue has changed, and seeing who is at one."""

from __future__ import annotations

from datetime import datetime

import structlog
from redis.asyncio import Redis

from store.realtime import AGENTS, AWAY, CUSTOMERS, DESK, News, Presence, RedisError, open_redis

log = structlog.get_logger()


class DeskNotifier:
    """Messages to the desks, and who is at one.

    The record holds the queue itself, so a lost message only makes a desk late.
    """

    def __init__(self, redis_url: str) -> None:
        self._url = redis_url
        self._redis: Redis | None = None

    async def queue_changed(self, conversation: str) -> None:
        """Have every desk, and this customer's page, look at the queue again."""
        try:
            await News(self._client()).publish(DESK, conversation=conversation)
        except (RedisError, *AWAY) as error:
            log.warning("desk.not_told", error=str(error))

    async def agents_since(self, moment: datetime) -> dict[str, datetime] | None:
        """Return the agents whose desk was open since a moment; None if nobody can tell."""
        try:
            return await Presence(self._client(), AGENTS).since(moment)
        except (RedisError, *AWAY) as error:
            log.warning("desk.not_seen", error=str(error))
            return None

    async def customers_since(self, moment: datetime) -> dict[str, datetime] | None:
        """Return the conversations whose page was open since a moment; None if nobody can tell."""
        try:
            return await Presence(self._client(), CUSTOMERS).since(moment)
        except (RedisError, *AWAY) as error:
            log.warning("customers.not_seen", error=str(error))
            return None

    def _client(self) -> Redis:
        if self._redis is None:  # made here, in the loop that will use it
            self._redis = open_redis(self._url)
        return self._redis

    async def close(self) -> None:
        if self._redis is not None:
            await self._redis.aclose()
            self._redis = None
