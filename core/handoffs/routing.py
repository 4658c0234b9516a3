"""Which channels a customer is offered, in which order, and which queue a handoff joins."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from core.conversations import Profile
from core.handoffs.hours.hours import Hours
from core.handoffs.presence import Staffing
from core.handoffs.segmenting import SegmentRules


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

    @property
    def is_phone(self) -> bool:
        return self.url.startswith("tel:")


@dataclass(frozen=True)
class Segment:
    """A group of customers whom the same things cost least effort.

    continue_on: names of connections, in the order in which a conversation may go on there; None
        for all of them as the settings have them
    offers_person: where no article fits, a person is one tap away rather than called
    """

    name: str
    label: str
    presentation: Presentation
    channels: tuple[str, ...]  # names, the one that costs them least first
    queue: str
    priority: int = 0  # minutes of head start in its queue
    offers_person: bool = False
    continue_on: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Segments:
    """All segments, the one of customers who have none, and rules that say who is of which."""

    default: str
    by_name: dict[str, Segment]
    rules: SegmentRules = field(default_factory=SegmentRules)

    def of(self, name: str) -> Segment:
        """Return the named segment; an unknown or empty name gets the default."""
        return self.by_name.get(name) or self.by_name[self.default]

    def place(self, profile: Profile, contacts: int, at: datetime) -> Profile:
        """Return the profile in its segment: the host site's word, else the first rule that fits.

        contacts: how many conversations they have had before; at: now
        """
        signed = "" if profile.by_rule else profile.segment
        if signed in self.by_name:
            return profile
        found = self.rules.segment_of(profile, contacts, at)
        return replace(profile, segment=found or signed, by_rule=bool(found))

    @property
    def common_queue(self) -> str:
        """The queue of customers for whom nothing else is arranged."""
        return self.by_name[self.default].queue


class Absence(str, Enum):
    """Why a customer is offered an answer later, at an address they leave."""

    NONE = ""
    CLOSED = "closed"  # outside the hours
    NOBODY = "nobody"  # within them, but no agent is available
    LONG = "long"  # the wait may pass the limit


@dataclass(frozen=True)
class Wait:
    """An honest answer to "how long?".

    minutes: a range, or None while nobody is there
    back_at: when the team is there again, if it is away; local time
    """

    minutes: tuple[int, int] | None
    back_at: datetime | None = None
    absence: Absence = Absence.NONE


@dataclass(frozen=True)
class ServiceRate:
    """How fast a queue moves, and how long a wait may be; in minutes.

    minutes_each: how long an agent usually takes for one conversation
    longest_wait: a wait that may pass this is worth another way
    """

    minutes_each: int
    longest_wait: int


def channels_for(
    segment: Segment, channels: dict[str, Channel], at: datetime
) -> tuple[Channel, ...]:
    """Return the channels open to this segment now, in its order."""
    named = (channels[name] for name in segment.channels if name in channels)
    return tuple(c for c in named if c.hours is None or c.hours.is_open(at))


def queue_for(
    segment: Segment, topics: Collection[str], by_topic: Mapping[str, str], common: str
) -> str:
    """Return the queue a handoff joins: one for its topic if there is one, else its segment's.

    A segment with a queue of its own keeps it, and with it its hours, whatever it is about.
    by_topic: which queue knows about which topic
    common: the queue of customers for whom nothing else is arranged
    """
    if segment.queue != common:
        return segment.queue
    return next((by_topic[topic] for topic in topics if topic in by_topic), common)


def estimate_wait(
    hours: Hours, at: datetime, ahead: int, staffing: Staffing, rate: ServiceRate
) -> Wait:
    """Estimate how long a customer waits behind `ahead` others.

    With capacity free for them somebody only has to see them: a minute to half a conversation.
    Otherwise as many conversations must end as are ahead beyond the free capacity, and one more.
    The range runs from all of these being quick (half the usual time) to one of them more than
    expected at the usual time.
    """
    if not hours.is_open(at):
        return Wait(None, hours.next_opening(at), Absence.CLOSED)
    if not staffing.agents:
        return Wait(None, None, Absence.NOBODY)
    to_end = max(0, ahead - staffing.free + 1)
    each = rate.minutes_each / max(staffing.capacity, 1)
    soonest = max(1, round(to_end * each / 2))
    latest = max(soonest + 1, round(rate.minutes_each / 2))
    if to_end:
        latest = max(latest, round((to_end + 1) * each))
    absence = Absence.LONG if latest > rate.longest_wait else Absence.NONE
    return Wait((_rounded(soonest), _rounded(latest)), None, absence)


def _rounded(minutes: int) -> int:
    """Round up as people would say it: nobody waits for "about 69 minutes"."""
    step = 1 if minutes <= 10 else 5 if minutes <= 60 else 15
    return -(-minutes // step) * step
