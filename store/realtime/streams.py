"""The two Redis streams between processes.

`inbox` carries what goes into conversations (web → bot), `events` what came of it (bot → web).
Runs in the bot's Python as well as in the others', on redis-py 4 and later.

An inbox message is settled in one transaction with the events it led to: either the world has seen
what came of it and it is gone, or neither, and it is delivered again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from core.conversations import InboxMessage

INBOX = "inbox"
EVENTS = "events"
_EVENTS_KEPT = 200_000  # about a week of a busy day's; the record itself is in SQL
_SEEN_FOR = 7 * 24 * 3600  # seconds in which the same message id counts as the same message

_ADD_ONCE = """
if redis.call('SET', KEYS[1], '1', 'NX', 'EX', ARGV[1]) then
    redis.call('XADD', KEYS[2], '*', 'entry', ARGV[2])
    return 1
end
return 0
"""

_SETTLE_ONCE = """
if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 then
    return 0
end
redis.call('XDEL', KEYS[1], ARGV[2])
for place = 4, #ARGV do
    redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[3], '*', 'event', ARGV[place])
end
return 1
"""


@dataclass(frozen=True)
class Delivered:
    """A message taken from the inbox; `stream_id` settles it."""

    stream_id: str
    message: InboxMessage


class Inbox:
    """What is on its way into conversations, in the order it was sent."""

    def __init__(self, redis: Redis, group: str = "bot", consumer: str = "bot") -> None:
        self._redis, self._group, self._consumer = redis, group, consumer

    async def put(self, message: InboxMessage) -> bool:
        """Add a message, durably. The same id in the same conversation is added only once.

        Returns False if it had been added before.
        """
        seen = f"inbox:seen:{message.conversation}:{message.id}"
        values = (_SEEN_FOR, json.dumps(message.to_json()))
        added = await self._redis.eval(_ADD_ONCE, 2, seen, INBOX, *values)
        return bool(added)

    async def open(self) -> None:
        """Make sure the consumer group exists; safe to call again and again."""
        await _make_group(self._redis, INBOX, self._group)

    async def unsettled(self, after: str = "0") -> list[Delivered]:
        """Return messages taken earlier and never settled, the oldest first, a page at a time.

        after: the `stream_id` of the last one of the page before
        """
        return await self._read(after, block=None)

    async def next(self, block: int = 1000) -> list[Delivered]:
        """Wait up to `block` milliseconds for new messages."""
        return await self._read(">", block)

    async def settle(self, delivered: Delivered, events: Sequence[Mapping[str, Any]]) -> None:
        """Publish what came of a message and remove it, both or neither, and once.

        Redis may die after it has done so and before it could say so; settling again then
        publishes nothing.
        """
        published = [json.dumps(event) for event in events]
        values = [self._group, delivered.stream_id, str(_EVENTS_KEPT), *published]
        await self._redis.eval(_SETTLE_ONCE, 2, INBOX, EVENTS, *values)

    async def length(self) -> int:
        """Count what is not settled yet."""
        return int(await self._redis.xlen(INBOX))

    async def behind(self) -> timedelta:
        """Return for how long the oldest message has been waiting to be settled."""
        oldest: Any = await self._redis.xrange(INBOX, count=1)
        if not oldest:
            return timedelta()
        seconds, _ = await self._redis.time()
        since = int(str(oldest[0][0]).partition("-")[0]) / 1000
        return timedelta(seconds=max(0.0, seconds - since))

    async def _read(self, start: str, block: int | None) -> list[Delivered]:
        found: Any = await self._redis.xreadgroup(
            self._group, self._consumer, {INBOX: start}, count=100, block=block
        )
        return [
            Delivered(stream_id, InboxMessage.from_json(json.loads(fields["entry"])))
            for _stream, entries in found
            for stream_id, fields in entries
            if fields
        ]


class Events:
    """What happened in conversations, as a reader of the stream sees it."""

    def __init__(self, redis: Redis, group: str, consumer: str) -> None:
        self._redis, self._group, self._consumer = redis, group, consumer

    async def open(self) -> None:
        """Make sure the consumer group exists; it begins with the oldest event kept."""
        await _make_group(self._redis, EVENTS, self._group)

    async def unsettled(self) -> list[tuple[str, dict[str, Any]]]:
        """Return events read earlier and never settled."""
        return await self._read("0", None)

    async def next(self, block: int = 1000) -> list[tuple[str, dict[str, Any]]]:
        """Wait up to `block` milliseconds for new events; each with its id."""
        return await self._read(">", block)

    async def settle(self, ids: Sequence[str]) -> None:
        """Remember that these were dealt with."""
        if ids:
            await self._redis.xack(EVENTS, self._group, *ids)

    async def _read(self, start: str, block: int | None) -> list[tuple[str, dict[str, Any]]]:
        found: Any = await self._redis.xreadgroup(
            self._group, self._consumer, {EVENTS: start}, count=200, block=block
        )
        return [
            (event_id, json.loads(fields["event"]))
            for _stream, events in found
            for event_id, fields in events
            if fields
        ]


async def _make_group(redis: Redis, stream: str, group: str) -> None:
    try:
        await redis.xgroup_create(stream, group, id="0", mkstream=True)
    except ResponseError as error:
        if "BUSYGROUP" not in str(error):
            raise
