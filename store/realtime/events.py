"""The stream of what came of messages (bot → web)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from redis.asyncio import Redis

from store.realtime.entries import EVENTS, Fields, age_of, read_object
from store.realtime.stream_reader import StreamReader


class Events:
    """What happened in conversations, as a reader of the stream sees it.

    An event of a turn that is traced has the `traceparent` as its `trace`.
    """

    def __init__(self, redis: Redis, group: str, consumer: str) -> None:
        self._redis, self._group = redis, group
        self._reader = StreamReader(redis, EVENTS, group, consumer, _read_event)

    async def open(self) -> None:
        """Make sure the consumer group exists; it begins with the oldest event kept."""
        await self._reader.open()

    async def unsettled(self) -> list[tuple[str, dict[str, Any]]]:
        """Return events read earlier and never settled."""
        return await self._reader.unsettled("0", 200)

    async def next(self, block: int = 1000) -> list[tuple[str, dict[str, Any]]]:
        """Wait up to `block` milliseconds for new events; each with its id.

        What nobody can read is set aside.
        """
        return await self._reader.next(block, 200)

    async def settle(self, ids: Sequence[str]) -> None:
        """Remember that these were dealt with."""
        if ids:
            await self._redis.xack(EVENTS, self._group, *ids)

    async def set_aside(self, event_id: str, reason: str) -> None:
        """Settle an event that cannot be dealt with: it becomes a dead letter."""
        await self._reader.set_aside(event_id, reason)

    async def behind(self) -> timedelta:
        """Return for how long the oldest event that is not settled has been there."""
        if not await self._redis.exists(EVENTS):
            return timedelta()
        groups: Any = await self._redis.xinfo_groups(EVENTS)
        ours = next((group for group in groups if group["name"] == self._group), None)
        after = ours["last-delivered-id"] if ours else "0-0"
        pending: Any = await self._redis.xpending(EVENTS, self._group) if ours else {}
        oldest = pending.get("min")
        if not oldest:
            new: Any = await self._redis.xrange(EVENTS, min=f"({after}", count=1)
            oldest = new[0][0] if new else None
        return await age_of(self._redis, oldest) if oldest else timedelta()


def _read_event(fields: Fields) -> dict[str, Any]:
    event = read_object(fields.get("event"))
    return {**event, "trace": fields["trace"]} if "trace" in fields else event
