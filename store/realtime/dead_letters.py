"""Entries of a stream that could not be dealt with: kept apart, so that the others flow."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from core.errors import Conflict, NotFound
from store.realtime.entries import EVENTS
from store.realtime.inbox import is_inbox, move_former_inbox
from store.realtime.setting_aside import DEAD

_MAX_FIELDS = 1_000  # names and values; Redis takes no more arguments than a few thousand

_RETRY = """
if redis.call('XDEL', KEYS[1], ARGV[1]) == 0 then
    return 0
end
redis.call('XADD', KEYS[2], '*', unpack(ARGV, 2))
return 1
"""


class NoSuchDeadLetter(NotFound):
    """This entry is no longer here: somebody has dealt with it. Reload the list."""


class CannotBeSentAgain(Conflict):
    """This entry is too damaged to be sent again. Copy what you need of it, and dismiss it."""


@dataclass(frozen=True)
class DeadLetter:
    """An entry that could not be dealt with.

    stream: where it was on its way, a part of the inbox or events
    entry: what stood in it, as text
    reason: why nobody could deal with it, in words
    at: when it was set aside
    fields: the entry as it stood in its stream, names and values in turn; () if that is lost
    """

    id: str
    stream: str
    entry: str
    reason: str
    at: datetime
    fields: tuple[str, ...] = ()

    @property
    def was_for_the_bot(self) -> bool:
        """Whether it was on its way to the assistant, not into the record."""
        return is_inbox(self.stream)


class DeadLetters:
    """What was set aside and waits for somebody's decision."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def count(self) -> int:
        return int(await self._redis.xlen(DEAD))

    async def newest(self, most: int = 100) -> list[DeadLetter]:
        """Return those set aside last, the newest first."""
        found: Any = await self._redis.xrevrange(DEAD, count=most)
        return [_letter(letter_id, fields) for letter_id, fields in found]

    async def get(self, letter: str) -> DeadLetter:
        """Return one of them. Raises NoSuchDeadLetter."""
        try:
            found: Any = await self._redis.xrange(DEAD, letter, letter)
        except ResponseError:  # no id that Redis could have given
            found = ()
        if not found:
            raise NoSuchDeadLetter
        return _letter(*found[0])

    async def retry(self, letter: DeadLetter) -> None:
        """Put an entry back into its stream, behind what is there.

        Raises NoSuchDeadLetter, and CannotBeSentAgain if it is too damaged for any stream.
        """
        fields = letter.fields
        if not (letter.was_for_the_bot or letter.stream == EVENTS):
            raise CannotBeSentAgain
        if not 0 < len(fields) <= _MAX_FIELDS:
            raise CannotBeSentAgain
        if not await self._redis.eval(_RETRY, 2, DEAD, letter.stream, letter.id, *fields):
            raise NoSuchDeadLetter
        await move_former_inbox(self._redis)  # an earlier version set it aside

    async def dismiss(self, letter: DeadLetter) -> None:
        """Forget an entry for good. Raises NoSuchDeadLetter."""
        if not await self._redis.xdel(DEAD, letter.id):
            raise NoSuchDeadLetter


def _letter(letter_id: str, fields: dict[str, str]) -> DeadLetter:
    """Read a letter; what is damaged of it is empty, so that it can be dismissed at least."""
    entry = _fields_of(fields.get("fields", ""))
    pairs = zip(entry[::2], entry[1::2], strict=True)
    milliseconds = int(letter_id.partition("-")[0])
    return DeadLetter(
        id=letter_id,
        stream=fields.get("stream", ""),
        entry="\n".join(value for name, value in pairs if name != "sender"),
        reason=fields.get("reason", ""),
        at=_moment(milliseconds),
        fields=entry,
    )


def _fields_of(text: str) -> tuple[str, ...]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    is_entry = isinstance(read, list) and all(isinstance(each, str) for each in read)
    return tuple(read) if is_entry and len(read) % 2 == 0 else ()


def _moment(milliseconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(milliseconds / 1000, timezone.utc)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, timezone.utc)
