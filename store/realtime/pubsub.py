"""Telling every web process what has changed, at once; what is lost is looked up later."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import structlog
from redis.asyncio import Redis

log = structlog.get_logger()

_NEWS = "news"
DESK = "desk"  # the topic of everything that changes the queues
ANNOUNCEMENTS = "announcements"  # of announcements, which customers' pages show


class News:
    """Telling every web process that something changed; the readers look up what."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def publish(self, topic: str, **detail: Any) -> None:
        """Say that something about a conversation, `DESK` or `ANNOUNCEMENTS` changed."""
        await self._redis.publish(_NEWS, json.dumps({"topic": topic, **detail}))

    async def listen(self) -> AsyncIterator[dict[str, Any]]:
        """Yield news for ever; raises if Redis goes away."""
        async with self._redis.pubsub() as subscription:
            await subscription.subscribe(_NEWS)
            while True:
                message = await subscription.get_message(ignore_subscribe_messages=True, timeout=10)
                news = None if message is None else _read(message["data"])
                if news is not None:
                    yield news
                else:
                    await asyncio.sleep(0)


def _read(text: str) -> dict[str, Any] | None:
    """Return news; None for what nobody understands: whoever waits for it looks again anyway."""
    try:
        news = json.loads(text)
    except ValueError:
        news = None
    if isinstance(news, dict) and isinstance(news.get("topic"), str):
        return news
    log.warning("news.unreadable")
    return None
