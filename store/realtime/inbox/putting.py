"""The inbox as those see it who put something in, or look how much waits there."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from redis.asyncio import Redis

from core.conversations import (
    PARTITIONS,
    InboxFull,
    InboxLimits,
    InboxMessage,
    TooManyWaiting,
    partition_of,
)
from store.realtime.entries import age_of
from store.realtime.inbox.formerly import move_former_inbox
from store.realtime.inbox.names import (
    BOTS,
    FORMER_INBOX,
    former_seen_key,
    lease_key,
    partition_key,
    partition_keys,
    seen_key,
)
from store.realtime.inbox.senders import SENDERS
from store.realtime.inbox.shares import LEASE_MS
from store.tracing import current_trace

_USUAL = InboxLimits()
_SEEN_FOR = 7 * 24 * 3600  # seconds in which the same message id counts as the same message

_TOO_MANY, _FULL, _FORMER_FIRST = -1, -2, -3  # what the script answers

_ADD_ONCE = """
if redis.call('EXISTS', KEYS[1], KEYS[2]) > 0 then
    return 0
end
if redis.call('XLEN', KEYS[5]) > 0 then
    return -3
end
local sender = ARGV[3]
if sender ~= '' then
    if tonumber(redis.call('HGET', KEYS[4], sender) or 0) >= tonumber(ARGV[4]) then
        return -1
    end
    local waiting = 0
    for place = 6, #KEYS do
        waiting = waiting + redis.call('XLEN', KEYS[place])
    end
    if waiting >= tonumber(ARGV[5]) then
        return -2
    end
end
redis.call('SET', KEYS[1], '1', 'EX', ARGV[1])
local fields = {'entry', ARGV[2]}
if sender ~= '' then
    redis.call('HINCRBY', KEYS[4], sender, 1)
    fields[3], fields[4] = 'sender', sender
end
if ARGV[6] ~= '' then
    fields[#fields + 1], fields[#fields + 2] = 'trace', ARGV[6]
end
redis.call('XADD', KEYS[3], '*', unpack(fields))
return 1
"""

_THERE = """
local clock = redis.call('TIME')
return redis.call('ZCOUNT', KEYS[1], (clock[1] * 1000) - ARGV[1], '+inf')
"""


class Inbox:
    """What is on its way into conversations; within each one in the order it was sent."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def put(
        self, message: InboxMessage, sender: str = "", limits: InboxLimits = _USUAL
    ) -> bool:
        """Add a message, durably. The same id in the same conversation is added only once.

        sender: whose it is, of a customer; staff and the service itself are never refused
        Returns False if it had been added before; raises TooManyWaiting or InboxFull.
        """
        of, entry = message.conversation, json.dumps(message.to_json())
        keys = (
            *(seen_key(of, message.id), former_seen_key(of, message.id)),
            *(partition_key(partition_of(of)), SENDERS, FORMER_INBOX),
            *partition_keys(),
        )
        values = (_SEEN_FOR, entry, sender, limits.of_one_sender, limits.in_all, current_trace())
        while (added := await self._redis.eval(_ADD_ONCE, len(keys), *keys, *values)) == (
            _FORMER_FIRST
        ):
            await move_former_inbox(self._redis)
        if added == _TOO_MANY:
            raise TooManyWaiting
        if added == _FULL:
            raise InboxFull
        return bool(added)

    async def length(self) -> int:
        """Count what is not settled yet."""
        return sum([int(await self._redis.xlen(key)) for key in _streams()])

    async def behind(self) -> timedelta:
        """Return for how long the oldest message has been waiting to be settled."""
        async with self._redis.pipeline(transaction=False) as pipeline:
            for key in _streams():
                pipeline.xrange(key, count=1)
            found: list[Any] = await pipeline.execute()
        ages = [await age_of(self._redis, oldest[0][0]) for oldest in found if oldest]
        return max(ages, default=timedelta())

    async def bots(self) -> int:
        """Count the bots that are there."""
        return int(await self._redis.eval(_THERE, 1, BOTS, str(LEASE_MS)))

    async def is_held(self) -> bool:
        """Whether a bot deals with each of its partitions."""
        return int(await self._redis.exists(*map(lease_key, range(PARTITIONS)))) == PARTITIONS


def _streams() -> tuple[str, ...]:
    return FORMER_INBOX, *partition_keys()
