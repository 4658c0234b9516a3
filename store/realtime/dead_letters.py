"""Entries of a stream that could not be dealt with: kept apart, so that the others flow."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from core.errors import NotFound
from store.realtime.senders import ONE_LESS

_DEAD = "dead"
_MAX_KEPT = 10_000

_SET_ASIDE = (
    ONE_LESS
    + """
local found = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2])
if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 or #found == 0 then
    return 0
end
redis.call('XDEL', KEYS[1], ARGV[2])
one_less(found[1][2])
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[4], '*',
    'stream', KEYS[1], 'fields', cjson.encode(found[1][2]), 'reason', ARGV[3])
return 1
"""
)

_RETRY = """
local found = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])
if redis.call('XDEL', KEYS[1], ARGV[1]) == 0 then
    return 0
end
redis.call('XADD', KEYS[2], '*', unpack(cjson.decode(found[1][2][4])))
return 1
"""


class NoSuchDeadLetter(NotFound):
    """This entry is no longer here: somebody has dealt with it. Reload the list."""


@dataclass(frozen=True)
class DeadLetter:
    """An entry that could not be dealt with.

    stream: where it was on its way, inbox or events
    entry: what stood in it, as text
    reason: why nobody could deal with it, in words
    at: when it was set aside
    """

    id: str
    stream: str
    entry: str
    reason: str
    at: datetime


async def set_aside(redis: Redis, stream: str, group: str, entry_id: str, reason: str) -> None:
    """Settle an entry that was delivered to a group by keeping it as a dead letter: once, whole."""
    values = (group, entry_id, reason, str(_MAX_KEPT))
    await redis.eval(_SET_ASIDE, 2, stream, _DEAD, *values)


class DeadLetters:
    """What was set aside and waits for somebody's decision."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def count(self) -> int:
        return int(await self._redis.xlen(_DEAD))

    async def newest(self, most: int = 100) -> list[DeadLetter]:
        """Return those set aside last, the newest first."""
        found: Any = await self._redis.xrevrange(_DEAD, count=most)
        return [_letter(letter_id, fields) for letter_id, fields in found]

    async def get(self, letter: str) -> DeadLetter:
        """Return one of them. Raises NoSuchDeadLetter."""
        try:
            found: Any = await self._redis.xrange(_DEAD, letter, letter)
        except ResponseError:  # no id that Redis could have given
            found = ()
        if not found:
            raise NoSuchDeadLetter
        return _letter(*found[0])

    async def retry(self, letter: DeadLetter) -> None:
        """Put an entry back into its stream, behind what is there. Raises NoSuchDeadLetter."""
        if not await self._redis.eval(_RETRY, 2, _DEAD, letter.stream, letter.id):
            raise NoSuchDeadLetter

    async def dismiss(self, letter: DeadLetter) -> None:
        """Forget an entry for good. Raises NoSuchDeadLetter."""
        if not await self._redis.xdel(_DEAD, letter.id):
            raise NoSuchDeadLetter


def _letter(letter_id: str, fields: dict[str, str]) -> DeadLetter:
    names_and_values = json.loads(fields["fields"])
    pairs = zip(names_and_values[::2], names_and_values[1::2], strict=True)
    milliseconds = int(letter_id.partition("-")[0])
    return DeadLetter(
        id=letter_id,
        stream=fields["stream"],
        entry="\n".join(value for name, value in pairs if name != "sender"),
        reason=fields["reason"],
        at=datetime.fromtimestamp(milliseconds / 1000, timezone.utc),
    )
