"""Telling the others, through Redis, what this server answers from."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

import structlog
from redis.asyncio import Redis

from store.realtime import AWAY, RedisError, ServerState, Serving, open_redis

log = structlog.get_logger()

EVERY = 3.0  # seconds, and at once when it has changed
_LOOK = 0.2  # seconds between two looks at whether it has


class Heartbeat:
    """Says again and again what is answered from. That Redis is away harms nothing else."""

    def __init__(self, redis_url: str, state: Callable[[], ServerState | None]) -> None:
        self._url, self._state = redis_url, state
        self._is_away = False
        self._task: asyncio.Task[None] | None = None
        # Not by cancelling: a client that waits for Redis may take that for a timeout of its own.
        self._is_over = asyncio.Event()

    def start(self) -> None:
        """Tell from now on."""
        self._is_over.clear()
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Say goodbye, so that nobody waits for this server."""
        self._is_over.set()
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        redis = open_redis(self._url)
        published, published_at = None, 0.0
        while not self._is_over.is_set():
            state = self._state()
            is_due = state != published or time.monotonic() - published_at > EVERY
            if state is not None and is_due:
                await self._publish(redis, state)
                published, published_at = state, time.monotonic()
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._is_over.wait(), _LOOK)
        await self._leave(redis, published)

    async def _publish(self, redis: Redis, state: ServerState) -> None:
        try:
            await Serving(redis).tell(state)
        except (RedisError, *AWAY) as error:
            if not self._is_away:  # said once, not every few seconds
                log.warning("serving.not_told", error=str(error))
            self._is_away = True
        else:
            self._is_away = False

    async def _leave(self, redis: Redis, published: ServerState | None) -> None:
        try:
            if published is not None and not self._is_away:
                await Serving(redis).leave(published.server)
            await redis.aclose()
        except (RedisError, *AWAY) as error:
            log.warning("serving.not_left", error=str(error))
