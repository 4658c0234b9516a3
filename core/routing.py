"""Which channels a customer is offered, in which order, and which queue a handoff joins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.hours import Hours


class Presentation(str, Enum):
    """How an answer is shown first; the other form is one tap away."""

    SHORT = "short"
    STEPS = "steps"


@dataclass(frozen=True)
class Channel:
    """A way to get help other than this chat's bot.

    url: where it leads (https:, tel: or mailto:); "" for a person in this chat
    hours: None means always
    """

    name: str
    label: str
    url: str = ""
    hours: Hours | None = None


@dataclass(frozen=True)
class Segment:
    """A group of customers whom the same things cost least effort."""

    name: str
    label: str
    presentation: Presentation
    channels: tuple[str, ...]  # names, the one that costs them least first
    queue: str


@dataclass(frozen=True)
class Segments:
    """All segments, and the one of customers who have none."""

    default: str
    by_name: dict[str, Segment]

    def of(self, name: str) -> Segment:
        """Return the named segment; an unknown or empty name gets the default."""
        return self.by_name.get(name) or self.by_name[self.default]


@dataclass(frozen=True)
class Wait:
    """An honest answer to "how long?".

    minutes: a range, or None while the team is away
    back_at: when the team is there again, if it is away; local time
    """

    minutes: tuple[int, int] | None
    back_at: datetime | None = None


def channels_for(
    segment: Segment, channels: dict[str, Channel], at: datetime
) -> tuple[Channel, ...]:
    """Return the channels open to this segment now, in its order."""
    named = (channels[name] for name in segment.channels if name in channels)
    return tuple(c for c in named if c.hours is None or c.hours.is_open(at))


def estimate_wait(hours: Hours, at: datetime, ahead: int, agents: int, minutes_each: int) -> Wait:
    """Estimate how long a customer waits behind `ahead` others for `agents` people.

    The range runs from everyone ahead being quick (half the usual time) to nobody being free yet
    (one more than those ahead, at the usual time). With nobody signed in during opening hours one
    agent is assumed: someone is on their way to the desk.
    """
    if not hours.is_open(at):
        return Wait(None, hours.next_opening(at))
    turns = ahead / max(agents, 1)
    soonest = max(1, round(turns * minutes_each / 2))
    latest = max(soonest + 1, round((turns + 1) * minutes_each))
    return Wait((_rounded(soonest), _rounded(latest)))


def _rounded(minutes: int) -> int:
    """Round up as people would say it: nobody waits for "about 69 minutes"."""
    step = 1 if minutes <= 10 else 5 if minutes <= 60 else 15
    return -(-minutes // step) * step
