"""The two Redis streams between processes.

`inbox` carries what goes into conversations (web → bot), `events` what came of it (bot → web).
Runs in the bot's Python as well as in the others', on redis-py 4 and later.

An inbox message is settled in one transaction with the events it led to and with what Rasa
remembers: either the world has seen what came of it and it is gone, or neither, and it is delivered
again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from redis.asyncio import Redis

from core.conversations import InboxFull, InboxLimits, InboxMessage, TooManyWaiting
from store.realtime.entries import EVENTS, INBOX, read_object
from store.realtime.senders import ONE_LESS, SENDERS
from store.realtime.stream_reader import Fields, StreamReader
from store.realtime.trackers import KEPT_FOR, REMEMBER, kept_form, session_begins, tracker_key
from store.tracing import current_trace

_USUAL = InboxLimits()
_A_PAGE = 1000  # messages read in one go
_EVENTS_KEPT = 200_000  # about a week of a busy day's; the record itself is in SQL
_SEEN_FOR = 7 * 24 * 3600  # seconds in which the same message id counts as the same message

_TOO_MANY, _FULL = -1, -2  # what the script answers

_ADD_ONCE = """
if redis.call('EXISTS', KEYS[1]) == 1 then
    return 0
end
local sender = ARGV[3]
if sender ~= '' then
    if tonumber(redis.call('HGET', KEYS[3], sender) or 0) >= tonumber(ARGV[4]) then
        return -1
    end
    if redis.call('XLEN', KEYS[2]) >= tonumber(ARGV[5]) then
        return -2
    end
end
redis.call('SET', KEYS[1], '1', 'EX', ARGV[1])
local fields = {'entry', ARGV[2]}
if sender ~= '' then
    redis.call('HINCRBY', KEYS[3], sender, 1)
    fields[3], fields[4] = 'sender', sender
end
if ARGV[6] ~= '' then
    fields[#fields + 1], fields[#fields + 2] = 'trace', ARGV[6]
end
redis.call('XADD', KEYS[2], '*', unpack(fields))
return 1
"""

_SETTLE_ONCE = (
    ONE_LESS
    + REMEMBER
    + """
local found = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2])
if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 then
    return 0
end
if #found > 0 then
    redis.call('XDEL', KEYS[1], ARGV[2])
    one_less(found[1][2])
end
for place = 7, #ARGV do
    local fields = {'event', ARGV[place]}
    if ARGV[6] ~= '' then
        fields[3], fields[4] = 'trace', ARGV[6]
    end
    redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[3], '*', unpack(fields))
end
if #ARGV >= 7 then
    remember(KEYS[4], tonumber(ARGV[4]), 7, ARGV[5])
end
return 1
"""
)


@dataclass(frozen=True)
class Delivered:
    """A message taken from the inbox; `stream_id` settles it.

    sender: who takes turns for it; "" for what the service itself and its staff send
    trace: the trace it belongs to, as a `traceparent`; "" for none
    """

    stream_id: str
    message: InboxMessage
    sender: str = ""
    trace: str = ""

    @property
    def put_at(self) -> int:
        """When it came into the inbox, in nanoseconds since the epoch, by Redis's clock."""
        return int(self.stream_id.partition("-")[0]) * 1_000_000


class Inbox:
    """What is on its way into conversations, in the order it was sent."""

    def __init__(self, redis: Redis, group: str = "bot", consumer: str = "bot") -> None:
        self._redis, self._group = redis, group
        self._reader = StreamReader(redis, INBOX, group, consumer, _read_message)

    async def put(
        self, message: InboxMessage, sender: str = "", limits: InboxLimits = _USUAL
    ) -> bool:
        """Add a message, durably. The same id in the same conversation is added only once.

        sender: whose it is, of a customer; staff and the service itself are never refused
        Returns False if it had been added before; raises TooManyWaiting or InboxFull.
        """
        seen = f"inbox:seen:{message.conversation}:{message.id}"
        entry = json.dumps(message.to_json())
        values = (_SEEN_FOR, entry, sender, limits.of_one_sender, limits.in_all, current_trace())
        added = await self._redis.eval(_ADD_ONCE, 3, seen, INBOX, SENDERS, *values)
        if added == _TOO_MANY:
            raise TooManyWaiting
        if added == _FULL:
            raise InboxFull
        return bool(added)

    async def open(self) -> None:
        """Make sure the consumer group exists; safe to call again and again."""
        await self._reader.open()

    async def unsettled(self, after: str = "0") -> list[Delivered]:
        """Return messages taken earlier and never settled, the oldest first, a page at a time.

        after: the `stream_id` of the last one of the page before
        """
        return [Delivered(at, *found) for at, found in await self._reader.unsettled(after, _A_PAGE)]

    async def next(self, block: int = 1000) -> list[Delivered]:
        """Wait up to `block` milliseconds for new messages; what nobody can read is set aside."""
        return [Delivered(at, *found) for at, found in await self._reader.next(block, _A_PAGE)]

    async def settle(self, delivered: Delivered, events: Sequence[Mapping[str, Any]]) -> None:
        """Publish what came of a message, remember it and remove the message: all or none, once.

        Redis may die after it has done so and before it could say so; settling again then does
        nothing.
        """
        began = session_begins(events)
        limits = [str(_EVENTS_KEPT), str(began), str(KEPT_FOR)]
        values = [self._group, delivered.stream_id, *limits, current_trace()]
        keys = (INBOX, EVENTS, SENDERS, tracker_key(delivered.message.conversation))
        await self._redis.eval(_SETTLE_ONCE, len(keys), *keys, *values, *map(kept_form, events))

    async def set_aside(self, delivered: Delivered, reason: str) -> None:
        """Settle a message that cannot be dealt with: it becomes a dead letter, nothing is said."""
        await self._reader.set_aside(delivered.stream_id, reason)

    async def length(self) -> int:
        """Count what is not settled yet."""
        return int(await self._redis.xlen(INBOX))

    async def behind(self) -> timedelta:
        """Return for how long the oldest message has been waiting to be settled."""
        oldest: Any = await self._redis.xrange(INBOX, count=1)
        return await _age(self._redis, oldest[0][0]) if oldest else timedelta()


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
        return await _age(self._redis, oldest) if oldest else timedelta()


def _read_message(fields: Fields) -> tuple[InboxMessage, str, str]:
    message = InboxMessage.from_json(read_object(fields.get("entry")))
    return message, fields.get("sender", ""), fields.get("trace", "")


def _read_event(fields: Fields) -> dict[str, Any]:
    event = read_object(fields.get("event"))
    return {**event, "trace": fields["trace"]} if "trace" in fields else event


async def _age(redis: Redis, entry_id: str) -> timedelta:
    """Return for how long an entry has been in its stream, by Redis's clock."""
    seconds, _ = await redis.time()
    since = int(str(entry_id).partition("-")[0]) / 1000
    return timedelta(seconds=max(0.0, seconds - since))
