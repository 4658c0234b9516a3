"""Opening Redis, and telling when it is not there."""

from __future__ import annotations

from redis.asyncio import ConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError

AWAY = (RedisConnectionError, RedisTimeoutError, ConnectionError, TimeoutError)

__all__ = ["AWAY", "RedisError", "open_redis"]


_PATIENCE = 5.0  # seconds; a Redis that hangs is away, and nobody waits for it for ever
_ONCE_MORE = 1  # what is sent may come twice all the same: whoever gets no answer sends it again
_MAX_CONNECTIONS = 5000  # redis-py 8 refuses what exceeds 100, which open pages do in a moment


def open_redis(url: str) -> Redis:
    """Return a client that reads text; it connects on first use and again after a failure."""
    client: Redis = Redis.from_url(
        url,
        max_connections=_MAX_CONNECTIONS,
        decode_responses=True,
        encoding_errors="replace",  # one entry with broken bytes would end every reading of it
        health_check_interval=15,
        socket_connect_timeout=2,
        socket_timeout=_PATIENCE,
        # One that broke while it was idle, as all do when Redis starts anew, is no reason to fail.
        retry=Retry(NoBackoff(), _ONCE_MORE, supported_errors=(RedisConnectionError,)),
    )
    return client


def never_twice(client: Redis) -> Redis:
    """Return a client of the same Redis whose commands fail rather than be sent once more.

    For reading a group's stream: entries delivered into a connection that broke are not new any
    more, and whoever reads must hear of it to take up what was never settled.
    """
    pool = client.connection_pool
    kept = {**pool.connection_kwargs, "retry": None}
    return Redis(connection_pool=ConnectionPool(connection_class=pool.connection_class, **kept))
