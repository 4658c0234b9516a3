"""The inbox as the bots share it: who deals with which partition, by lease.

A lease expires if its bot does not renew it, and then another may take it. A stale holder can do
no harm: with each new holder the partition's token grows, and settling asks for the latest one.
A bot whose lease expired while nobody else took it goes on as if nothing had been.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from redis.asyncio import Redis

from core.conversations import PARTITIONS
from store.realtime.inbox.formerly import move_former_inbox, take_over_former
from store.realtime.inbox.names import BOTS, FORMER_INBOX, lease_key, notice_key, token_key

LEASE_MS = 3800  # with one beat more it is taken over within five seconds
_TOO_LONG_MS = 60_000  # beyond its time, as when the clock was set back
_NOTICE_KEPT = 60  # seconds

_CLOCK = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local function new_token(key)
    -- By the clock, so that it grows even over a Redis that has lost everything.
    local token = math.max(tonumber(redis.call('GET', key) or 0) + 1, now)
    redis.call('SET', key, string.format('%.0f', token))
    return string.format('%.0f', token)
end
"""

# KEYS: the bots, the former inbox, all leases, all tokens. ARGV: bot, milliseconds of a lease and
# beyond it, whether it is leaving, the token of each partition it holds.
_BEAT = (
    _CLOCK
    + """
local length = tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - length)
redis.call('ZREMRANGEBYSCORE', KEYS[1], now + length, '+inf')
if ARGV[4] == '1' then
    redis.call('ZREM', KEYS[1], ARGV[1])
else
    redis.call('ZADD', KEYS[1], now, ARGV[1])
end
local found, count = {}, (#KEYS - 2) / 2
for number = 1, count do
    local lease, token = KEYS[2 + number], redis.call('GET', KEYS[2 + count + number]) or ''
    if ARGV[4 + number] ~= '' and ARGV[4 + number] == token then
        redis.call('SET', lease, ARGV[1], 'PX', length)
    elseif redis.call('PTTL', lease) > length + tonumber(ARGV[3]) then
        redis.call('DEL', lease)
    end
    found[#found + 1] = redis.call('GET', lease) or ''
    found[#found + 1] = token
end
return {redis.call('ZRANGE', KEYS[1], 0, -1), found, redis.call('XLEN', KEYS[2])}
"""
)

_TAKE = (
    _CLOCK
    + """
if redis.call('EXISTS', KEYS[1]) == 1 then
    return ''
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return new_token(KEYS[2])
"""
)

_GIVE = (
    _CLOCK
    + """
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
    return 0
end
new_token(KEYS[2])
if ARGV[2] == '' or not redis.call('ZSCORE', KEYS[3], ARGV[2]) then
    redis.call('DEL', KEYS[1])
    return 1
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('XADD', KEYS[4], 'MAXLEN', '~', PARTITIONS, '*', 'lease', KEYS[1])
redis.call('EXPIRE', KEYS[4], ARGV[4])
return 1
""".replace("PARTITIONS", str(PARTITIONS))
)


@dataclass(frozen=True)
class Lease:
    """Who deals with a partition, "" if nobody does, and the latest token."""

    bot: str
    token: str


@dataclass(frozen=True)
class Standing:
    """Which bots are there, and who deals with which partition."""

    bots: tuple[str, ...]
    leases: Mapping[int, Lease]


class Shares:
    """One bot's part in sharing out the inbox.

    bot: a name that no other process has, nor had
    """

    def __init__(self, redis: Redis, bot: str) -> None:
        self._redis, self.bot = redis, bot

    async def open(self) -> None:
        """Take over what an earlier version kept; safe to call again and again."""
        await take_over_former(self._redis)

    async def beat(self, tokens: Mapping[int, str], leaving: bool = False) -> Standing:
        """Say that the bot is there, renew its leases and return how things stand.

        tokens: of the partitions it holds; of one that it has lost the latest token is another
        leaving: it is not there for new ones any more, and keeps its own until it gives them
        """
        numbers = range(PARTITIONS)
        keys = (BOTS, FORMER_INBOX, *map(lease_key, numbers), *map(token_key, numbers))
        values = [self.bot, str(LEASE_MS), str(_TOO_LONG_MS), "1" if leaving else "0"]
        values += [tokens.get(number, "") for number in numbers]
        bots, found, former = await self._eval(_BEAT, keys, values)
        if former:
            await move_former_inbox(self._redis)
        pairs = zip(found[::2], found[1::2], strict=True)
        return Standing(tuple(bots), {n: Lease(*pair) for n, pair in enumerate(pairs)})

    async def take(self, numbers: Iterable[int]) -> dict[int, str]:
        """Take partitions that nobody holds; return the token of each it got."""
        taken = {}
        for number in numbers:
            keys = (lease_key(number), token_key(number))
            token = await self._eval(_TAKE, keys, [self.bot, str(LEASE_MS)])
            if token:
                taken[number] = str(token)
        return taken

    async def give(self, number: int, token: str, to: str) -> None:
        """Hand a partition on and wake who gets it; free it if that one is gone, or for "".

        Nothing happens if it was lost before.
        """
        keys = (lease_key(number), token_key(number), BOTS, notice_key(to))
        await self._eval(_GIVE, keys, [token, to, str(LEASE_MS), str(_NOTICE_KEPT)])

    async def _eval(self, script: str, keys: tuple[str, ...], values: list[str]) -> Any:
        return await self._redis.eval(script, len(keys), *keys, *values)
