"""Which of a customer's channels a message goes to, and why not to the others.

What cannot be is left out: a channel that is off, that does not reach them, that they have not
written on, whose window is closed, that does not suit. What is left is put into the segment's
order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.channels.capability import Capability, may_be_sent

NOT_IN_SEGMENT = "Their segment is not offered it: 'continue_on' in settings/segments.yml."


@dataclass(frozen=True)
class Need:
    """What is to be sent.

    is_live: somebody waits for the answer in a conversation that goes on now
    is_proactive: the customer has not asked for it
    is_open: the team is there now
    is_offered: the customer would begin to write there, so that they are heard of from now on
    answers_at: when somebody answers at the earliest; None for now
    """

    is_live: bool = False
    is_proactive: bool = False
    is_open: bool = True
    is_offered: bool = False
    answers_at: datetime | None = None


@dataclass(frozen=True)
class Way:
    """A channel on which a customer is known, or may be.

    is_on: its secrets are set
    wrote_at: their last word there; None if they have never written
    unreachable: why nothing reaches them there, "" if it does
    has_template: something can be sent after the window has closed
    """

    connection: str
    capability: Capability
    label: str
    is_on: bool = True
    wrote_at: datetime | None = None
    unreachable: str = ""
    has_template: bool = False


@dataclass(frozen=True)
class Judged:
    """A way, and why it is not taken, "" for one that may be. place: its rank from 1, 0 for none"""

    way: Way
    why_not: str = ""
    place: int = 0


def judged(ways: Sequence[Way], need: Need, order: Sequence[str], at: datetime) -> list[Judged]:
    """Return the ways with what speaks against each, those that may be taken first.

    order: connections as the segment has them; those it does not name come after, the last written
    on first
    """
    found = [Judged(way, why_not(way, need, at)) for way in ways]
    usable = [each for each in found if not each.why_not]
    usable.sort(key=lambda each: _rank(each.way, order))
    numbered = [replace(each, place=place) for place, each in enumerate(usable, 1)]
    return [*numbered, *(each for each in found if each.why_not)]


def route(ways: Sequence[Way], need: Need, order: Sequence[str], at: datetime) -> Way | None:
    """Return the one way that is taken; None if there is none. Nothing goes two ways."""
    found = judged(ways, need, order, at)
    return found[0].way if found and not found[0].why_not else None


def why_not(way: Way, need: Need, at: datetime) -> str:
    """Return why nothing goes that way, "" if something may."""
    capability = way.capability
    if not way.is_on:
        return "It is switched off."
    wrote_at = at if need.is_offered else way.wrote_at
    if wrote_at is None:
        return "They have never written to us there."
    if way.unreachable:
        return way.unreachable
    if not may_be_sent(capability, at - wrote_at) and not way.has_template:
        return "So long after their last word there the vendor takes nothing."
    answers_at = max(at, need.answers_at or at)
    if not may_be_sent(capability, answers_at - wrote_at) and not way.has_template:
        return "Until the team is there again, the vendor takes nothing any more."
    if need.is_live and capability.threads:
        return "They talk to us right now, and letters take their time."
    if need.is_proactive and not need.is_open:
        return "Nobody asked for it, and the team is not there now."
    return ""


def _rank(way: Way, order: Sequence[str]) -> tuple[int, float, str]:
    place = order.index(way.connection) if way.connection in order else len(order)
    wrote = way.wrote_at.timestamp() if way.wrote_at else 0.0
    return (place, -wrote, way.connection)
