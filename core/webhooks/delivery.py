"""What becomes of a delivery: when it is tried again, and when nobody is believed to be there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

GONE = 410  # who answers so wants to hear nothing any more
GIVE_UP_AFTER = timedelta(days=5)  # in which nothing arrived: the address is told of nothing then
_OK = range(200, 300)
_REDIRECTS = range(300, 400)
_LONGEST_WAIT = timedelta(days=1)
_SPREAD = 0.2  # of a wait: what failed together is not tried together again
WAITS = (
    *(timedelta(seconds=5), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30)),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
)


class DeliveryState(str, Enum):
    """How far a delivery has come."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """What follows from an attempt.

    wait: until the next one; only of what waits
    reason: why it has not arrived, for people; "" where it has
    is_gone: the receiver wants to hear nothing any more
    """

    state: DeliveryState
    wait: timedelta = timedelta()
    reason: str = ""
    is_gone: bool = False


def outcome_of(
    status: int, attempts: int, chance: float, asked: timedelta | None = None, problem: str = ""
) -> Outcome:
    """Decide what follows from an attempt.

    status: what was answered, 0 for nothing
    attempts: how many were made before this one
    chance: from 0 to 1, by which waits are spread
    asked: how long the receiver would have us wait
    problem: why there was no answer
    """
    if status in _OK:
        return Outcome(DeliveryState.DELIVERED)
    reason = problem or _reason(status)
    if attempts >= len(WAITS) or status == GONE:
        return Outcome(DeliveryState.FAILED, reason=reason, is_gone=status == GONE)
    wait = WAITS[attempts] * (1 + _SPREAD * chance)
    if asked is not None:
        wait = max(wait, min(asked, _LONGEST_WAIT))
    return Outcome(DeliveryState.WAITING, wait, reason)


def read_retry_after(value: str) -> timedelta | None:
    """Return how long a receiver would have us wait, in seconds; dates are left unread."""
    is_number = value.isascii() and value.isdecimal() and len(value) < 10
    return timedelta(seconds=int(value)) if is_number else None


def _reason(status: int) -> str:
    if status == GONE:
        return "It answered 410: it wants to hear nothing any more."
    if status in _REDIRECTS:
        return f"It answered {status}: give the address that it leads to."
    return f"It answered {status}."
