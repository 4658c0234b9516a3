"""Opening Redis, and telling when it is not there."""

from __future__ import annotations

from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError

AWAY = (RedisConnectionError, RedisTimeoutError, ConnectionError, TimeoutError)

__all__ = ["AWAY", "RedisError", "open_redis"]


def open_redis(url: str) -> Redis:
    """Return a client that reads text; it connects on first use and again after a failure."""
    client: Redis = Redis.from_url(
        url, decode_responses=True, health_check_interval=15, socket_connect_timeout=2
    )
    return client
