"""How soon customers are to be answered, and their matters settled; told before it is too late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.handoffs.handoff import Handoff, HandoffState
from core.handoffs.hours.hours import Hours

WARN_WITHIN = 0.2  # of the whole time, before its end


@dataclass(frozen=True)
class Targets:
    """What a queue aims at, in its team's open time; None for nothing.

    reply: until a person has answered what the customer said
    resolution: until the matter is settled
    """

    reply: timedelta | None = None
    resolution: timedelta | None = None


@dataclass(frozen=True)
class Due:
    """What is due next.

    what: reply or resolution
    warn_at: from when on it is worth a warning
    """

    what: str
    at: datetime
    warn_at: datetime


def next_due(
    handoff: Handoff, unanswered_since: datetime | None, targets: Targets, hours: Hours
) -> Due | None:
    """Return what is due next in an open handoff, None if nothing is.

    While it is put aside nothing is: its customer waits for no word.
    unanswered_since: since when the customer waits for an answer of the agent who holds it
    """
    if handoff.state is HandoffState.SNOOZED:
        return None
    waits = handoff.state is HandoffState.WAITING
    asked = handoff.opened_at if waits else unanswered_since
    reply = _due("reply", asked, targets.reply, hours)
    found = [reply, _due("resolution", handoff.opened_at, targets.resolution, hours)]
    return min((each for each in found if each), key=lambda due: due.at, default=None)


def _due(what: str, since: datetime | None, target: timedelta | None, hours: Hours) -> Due | None:
    if since is None or target is None:
        return None
    at = hours.after_open_time(since, target)
    early = hours.after_open_time(since, target * (1 - WARN_WITHIN))
    return Due(what, at, early or at) if at else None
