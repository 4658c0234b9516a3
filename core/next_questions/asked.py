"""What one customer asked, in order, and what of it follows on what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WITHIN = timedelta(days=14)  # what is asked later than this has nothing to do with it
MAX_THREAD = 50  # questions of one person


@dataclass(frozen=True)
class Asked:
    """A question whose article is known.

    segment: the customer's; "" for the default
    at: with a time zone
    offered: the next questions that stood under its answer
    by_button: the customer pressed a next question instead of typing
    told: the one of those offered that was answered in a sentence as well; "" if none was
    """

    segment: str
    article: str
    at: datetime
    offered: tuple[str, ...] = ()
    by_button: bool = False
    told: str = ""


def followed(now: Asked, thread: Sequence[Asked]) -> Asked | None:
    """Return the question that this one follows: the same person's latest about something else.

    thread: what the same person, or conversation if nobody knows the person, asked before, the
        latest last
    """
    for before in reversed(thread):
        if now.at - before.at > WITHIN:
            return None
        if before.article != now.article:
            return before
    return None


def offered_earlier(now: Asked, thread: Sequence[Asked]) -> tuple[Asked, ...]:
    """Return the earlier questions under which this was offered and still unasked.

    The one that it follows is none of them.
    """
    found, latest = [], followed(now, thread)
    for before in reversed(thread):
        if now.at - before.at > WITHIN or before.article == now.article:
            break
        if before is not latest and now.article in before.offered:
            found.append(before)
    return tuple(found)


def recent(now: Asked, thread: Sequence[Asked]) -> tuple[Asked, ...]:
    """Return the thread with this question, without what no later one can follow any more.

    At most 50 questions: who asks more within 14 days is a machine.
    """
    kept = [before for before in thread[1 - MAX_THREAD :] if now.at - before.at <= WITHIN]
    return (*kept, now)
