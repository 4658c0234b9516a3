"""The only bot there is, for tests of what goes into the inbox and comes out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from redis.asyncio import Redis

from core.conversations import PARTITIONS
from store.realtime import Delivered, Held, Shares, Taking


class OnlyBot:
    """Holds all partitions; what one like it held before is this one's."""

    def __init__(self, redis: Redis, name: str = "only") -> None:
        self._shares, self._taking = Shares(redis, name), Taking(redis, name)
        self._held: dict[int, Held] = {}

    async def next(self, block: int = 10) -> list[Delivered]:
        """Wait for messages; in the order they went in, whatever their conversations."""
        if not self._held:
            await self._shares.open()
            await self._shares.take(range(PARTITIONS))
            standing = await self._shares.beat({})
            self._held = {n: Held(lease.token, "0") for n, lease in standing.leases.items()}
        found = await self._taking.next(self._held, block)
        for number, last in found.last.items():
            self._held[number] = Held(self._held[number].token, last)
        return sorted(found.delivered, key=lambda each: _place(each.stream_id))

    async def settle(self, delivered: Delivered, events: Sequence[Mapping[str, Any]]) -> None:
        await self._taking.settle(delivered, events)

    async def set_aside(self, delivered: Delivered, reason: str) -> None:
        await self._taking.set_aside(delivered, reason)


def _place(stream_id: str) -> tuple[int, ...]:
    return tuple(map(int, stream_id.split("-")))
