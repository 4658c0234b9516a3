"""Reading a stream for a group, entry by entry; what cannot be read is set aside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import structlog
from redis.asyncio import Redis
from redis.exceptions import ResponseError

from store.realtime.client import never_twice
from store.realtime.entries import Fields
from store.realtime.setting_aside import set_aside

log = structlog.get_logger()

Entry = TypeVar("Entry")


class StreamReader(Generic[Entry]):
    """A group's way through a stream.

    read: what an entry's fields say; it raises ValueError where nobody can tell
    """

    def __init__(
        self,
        redis: Redis,
        stream: str,
        group: str,
        consumer: str,
        read: Callable[[Fields], Entry],
    ) -> None:
        self._redis, self._stream = redis, stream
        self._delivering = never_twice(redis)
        self._group, self._consumer, self._read = group, consumer, read

    async def open(self) -> None:
        """Make sure the group exists, beginning with the oldest entry; safe to call again."""
        try:
            await self._redis.xgroup_create(self._stream, self._group, id="0", mkstream=True)
        except ResponseError as error:
            if "BUSYGROUP" not in str(error):
                raise

    async def next(self, block: int, count: int) -> list[tuple[str, Entry]]:
        """Wait up to `block` milliseconds for new entries; return up to `count`, with their ids."""
        return await self._readable(await self._fetch(">", block, count))

    async def unsettled(self, after: str, count: int) -> list[tuple[str, Entry]]:
        """Return up to `count` entries delivered earlier and never settled, from `after` on."""
        while entries := await self._fetch(after, None, count):
            if readable := await self._readable(entries):
                return readable
            after = entries[-1][0]
        return []

    async def set_aside(self, entry_id: str, reason: str) -> None:
        """Settle an entry as one that cannot be dealt with: a dead letter."""
        log.error("entry.set_aside", stream=self._stream, entry=entry_id, reason=reason)
        await set_aside(self._redis, self._stream, self._group, entry_id, reason)

    async def _fetch(self, start: str, block: int | None, count: int) -> list[tuple[str, Fields]]:
        found: Any = await self._delivering.xreadgroup(
            self._group, self._consumer, {self._stream: start}, count=count, block=block
        )
        return [entry for _stream, entries in found for entry in entries]

    async def _readable(self, entries: list[tuple[str, Fields]]) -> list[tuple[str, Entry]]:
        readable = []
        for entry_id, fields in entries:
            if not fields:  # removed from the stream meanwhile
                await self._redis.xack(self._stream, self._group, entry_id)
                continue
            try:
                readable.append((entry_id, self._read(fields)))
            except ValueError as error:
                await self.set_aside(entry_id, str(error))
        return readable
