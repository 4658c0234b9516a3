"""When a mail that was not taken is handed in again."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum

_WAITS = (
    *(timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(minutes=40)),
    *(timedelta(hours=2), timedelta(hours=6), timedelta(hours=12)),
)


class MailState(str, Enum):
    """How far a mail has come."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"  # before it was sent there was nothing to tell any more


def wait_before(attempts: int, asked: float | None) -> timedelta | None:
    """Return how long to wait after so many attempts, None to give up; asked: by the server."""
    if attempts > len(_WAITS):
        return None
    return max(_WAITS[attempts - 1], timedelta(seconds=min(asked or 0.0, 3600.0)))
