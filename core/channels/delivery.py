"""How far an outgoing message has come, and when one is tried again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from enum import Enum

MAX_ATTEMPTS = 8  # about two hours
_FIRST_WAIT = timedelta(seconds=2)
_LONGEST_WAIT = timedelta(hours=1)
_LONGEST_ASKED = timedelta(days=1)
_GROWTH = 3


class Delivery(str, Enum):
    """The states of an outgoing message."""

    QUEUED = "queued"
    SENT = "sent"  # the vendor has it
    DELIVERED = "delivered"  # the customer's device has it
    READ = "read"
    FAILED = "failed"  # for good; the reason says why


_ORDER = (Delivery.QUEUED, Delivery.SENT, Delivery.DELIVERED, Delivery.READ)


def after(state: Delivery, told: Delivery) -> Delivery:
    """Return the state after a vendor has told one: never back, and failed is the end.

    What was delivered did not fail: a later failure of it concerns something else.
    """
    if state is Delivery.FAILED or told is Delivery.QUEUED:
        return state
    if told is Delivery.FAILED:
        return told if state in {Delivery.QUEUED, Delivery.SENT} else state
    return max(state, told, key=_ORDER.index)


def together(states: Iterable[Delivery]) -> Delivery:
    """Return how far all parts of something have come: it failed if one of them did."""
    found = set(states)
    return Delivery.FAILED if Delivery.FAILED in found else min(found, key=_ORDER.index)


def wait_after(attempts: int, asked: float | None = None) -> timedelta:
    """Return how long to wait after so many attempts that failed for the moment.

    asked: seconds that the vendor has asked for, None if it has not; a day of it is believed
    """
    times: int = _GROWTH ** max(0, min(attempts, MAX_ATTEMPTS) - 1)
    usual = min(_FIRST_WAIT * times, _LONGEST_WAIT)
    if asked is None or not asked > 0:  # also what is no number
        return usual
    return max(usual, timedelta(seconds=min(asked, _LONGEST_ASKED.total_seconds())))
