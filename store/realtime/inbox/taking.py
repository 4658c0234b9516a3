"""The inbox as a bot reads it, and settles what it read.

A message of the inbox is settled in one transaction with the events it led to and with what Rasa
remembers: either the world has seen what came of it and it is gone, or neither, and whoever holds
its partition reads it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog
from redis.asyncio import Redis

from core.conversations import InboxMessage
from store.realtime.entries import EVENTS, Fields, read_object
from store.realtime.inbox.names import notice_key, partition_key, token_key
from store.realtime.inbox.senders import ONE_LESS, SENDERS
from store.realtime.setting_aside import DEAD, KEEP, MAX_DEAD
from store.realtime.trackers import KEPT_FOR, REMEMBER, kept_form, session_begins, tracker_key
from store.tracing import current_trace

log = structlog.get_logger()

_A_PAGE = 1000  # messages of each partition read in one go
_EVENTS_KEPT = 200_000  # about a week of a busy day's; the record itself is in SQL
_LOST = -1  # what both scripts answer

_REMOVE = """
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
    return -1
end
local found = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2])
if #found == 0 then
    return 0
end
redis.call('XDEL', KEYS[1], ARGV[2])
one_less(found[1][2])
"""

_SETTLE_ONCE = (
    ONE_LESS
    + REMEMBER
    + _REMOVE
    + """
for place = 7, #ARGV do
    local fields = {'event', ARGV[place]}
    if ARGV[6] ~= '' then
        fields[3], fields[4] = 'trace', ARGV[6]
    end
    redis.call('XADD', KEYS[4], 'MAXLEN', '~', ARGV[3], '*', unpack(fields))
end
if #ARGV >= 7 then
    remember(KEYS[5], tonumber(ARGV[4]), 7, ARGV[5])
end
return 1
"""
)

_SET_ASIDE = (
    ONE_LESS
    + KEEP
    + _REMOVE
    + """
keep(KEYS[4], KEYS[1], found[1][2], ARGV[3], ARGV[4])
return 1
"""
)


class PartitionLost(Exception):
    """Another bot deals with the partition now, and reads the message itself."""


@dataclass(frozen=True)
class Held:
    """A partition as its holder knows it.

    last: the entry up to which it was read
    """

    token: str
    last: str


@dataclass(frozen=True)
class Delivered:
    """A message read from the inbox; `stream_id`, `partition` and `token` settle it.

    sender: who takes turns for it; "" for what the service itself and its staff send
    trace: the trace it belongs to, as a `traceparent`; "" for none
    """

    stream_id: str
    message: InboxMessage
    sender: str = ""
    trace: str = ""
    partition: int = 0
    token: str = ""

    @property
    def put_at(self) -> int:
        """When it came into the inbox, in nanoseconds since the epoch, by Redis's clock."""
        return int(self.stream_id.partition("-")[0]) * 1_000_000


@dataclass(frozen=True)
class Read:
    """What was found.

    last: up to which entry each partition was read now
    woken: whether a partition was handed to this bot
    """

    delivered: tuple[Delivered, ...]
    last: Mapping[int, str]
    woken: bool


class Taking:
    """Reads and settles the messages of partitions that a bot holds."""

    def __init__(self, redis: Redis, bot: str) -> None:
        self._redis = redis
        self._notices, self._last_notice = notice_key(bot), "0"

    async def next(self, held: Mapping[int, Held], block: int) -> Read:
        """Wait up to `block` milliseconds for messages; what nobody can read is set aside.

        Reading changes nothing: until a message is settled it is there, for whoever reads.
        """
        numbers = {partition_key(number): number for number in held}
        places: dict[Any, Any] = {key: held[number].last for key, number in numbers.items()}
        places[self._notices] = self._last_notice
        found: Any = await self._redis.xread(places, count=_A_PAGE, block=max(1, block))
        delivered: list[Delivered] = []
        last: dict[int, str] = {}
        woken = False
        for key, entries in found:
            if key == self._notices:
                self._last_notice, woken = entries[-1][0], True
                continue
            number = numbers[key]
            last[number] = entries[-1][0]
            for entry_id, fields in entries:
                message = await self._readable(number, held[number].token, entry_id, fields)
                delivered += [message] if message else []
        return Read(tuple(delivered), last, woken)

    async def settle(self, delivered: Delivered, events: Sequence[Mapping[str, Any]]) -> None:
        """Publish what came of a message, remember it and remove the message: all or none, once.

        Redis may die after it has done so and before it could say so; settling again then does
        nothing. Raises PartitionLost.
        """
        began = session_begins(events)
        keys = (EVENTS, tracker_key(delivered.message.conversation))
        values = [str(_EVENTS_KEPT), str(began), str(KEPT_FOR), current_trace()]
        await self._remove(_SETTLE_ONCE, delivered, keys, [*values, *map(kept_form, events)])

    async def set_aside(self, delivered: Delivered, reason: str) -> None:
        """Settle a message that cannot be dealt with: it becomes a dead letter, nothing is said.

        Raises PartitionLost.
        """
        await self._set_aside(delivered.partition, delivered.token, delivered.stream_id, reason)

    async def _readable(
        self, number: int, token: str, entry_id: str, fields: Fields
    ) -> Delivered | None:
        try:
            message = InboxMessage.from_json(read_object(fields.get("entry")))
        except ValueError as error:
            with suppress(PartitionLost):  # then it is for whoever holds the partition now
                await self._set_aside(number, token, entry_id, str(error))
            return None
        sender, trace = fields.get("sender", ""), fields.get("trace", "")
        return Delivered(entry_id, message, sender, trace, number, token)

    async def _set_aside(self, number: int, token: str, entry_id: str, reason: str) -> None:
        log.error("entry.set_aside", stream=partition_key(number), entry=entry_id, reason=reason)
        entry = (number, token, entry_id)
        await self._run(_SET_ASIDE, entry, (DEAD,), [reason, str(MAX_DEAD)])

    async def _remove(
        self, script: str, delivered: Delivered, keys: tuple[str, ...], values: list[str]
    ) -> None:
        entry = (delivered.partition, delivered.token, delivered.stream_id)
        await self._run(script, entry, keys, values)

    async def _run(
        self, script: str, entry: tuple[int, str, str], keys: tuple[str, ...], values: list[str]
    ) -> None:
        number, token, entry_id = entry
        keys = (partition_key(number), token_key(number), SENDERS, *keys)
        answer = await self._redis.eval(script, len(keys), *keys, token, entry_id, *values)
        if answer == _LOST:
            raise PartitionLost
