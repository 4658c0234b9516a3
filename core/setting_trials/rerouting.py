"""Who would be of another segment, or routed elsewhere, or meet nobody, under other settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.conversations import Profile
from core.settings import Queue, Settings


@dataclass(frozen=True)
class CalledBefore:
    """A conversation that went to a person: whose, when, and in which queue it waited."""

    segment: str
    queue: str
    at: datetime


@dataclass(frozen=True)
class CameBefore:
    """A customer who came: what was known of them, and how often they had come before."""

    profile: Profile
    contacts: int
    at: datetime


@dataclass(frozen=True)
class Regrouped:
    """What changes for customers.

    moved: how many by (label of the segment before, after)
    queues: how many by (queue before, queue after) of those who would wait in another one
    """

    customers: int
    moved: dict[tuple[str, str], int]
    queues: dict[tuple[str, str], int]


def regroup(came: Iterable[CameBefore], before: Settings, after: Settings) -> Regrouped:
    """Return of which segments customers are when `after` holds instead of `before`."""
    moved: Counter[tuple[str, str]] = Counter()
    queues: Counter[tuple[str, str]] = Counter()
    in_all = 0
    for each in came:
        in_all += 1
        old, new = (
            s.segments.of(s.segments.place(each.profile, each.contacts, each.at).segment)
            for s in (before, after)
        )
        if old.name != new.name:
            moved[old.label, new.label] += 1
        if old.queue != new.queue:
            queues[old.queue, new.queue] += 1
    return Regrouped(in_all, dict(moved), dict(queues))


@dataclass(frozen=True)
class Rerouted:
    """What changes for conversations that went to a person.

    moved: how many by (queue before, queue after)
    now_open, now_closed: the team is there now and was not, and the other way round
    other_ways: how many by segment whose ways to get help, or their order, are others
    """

    conversations: int
    moved: dict[tuple[str, str], int]
    now_open: int
    now_closed: int
    other_ways: dict[str, int]


def reroute(called: Iterable[CalledBefore], before: Settings, after: Settings) -> Rerouted:
    """Return what becomes of conversations when `after` holds instead of `before`.

    One that waited in another queue than its segment's, for its topic or by hand, stays there as
    long as there is that queue.
    """
    moved: Counter[tuple[str, str]] = Counter()
    ways: Counter[str] = Counter()
    in_all = now_open = now_closed = 0
    for each in called:
        in_all += 1
        old = _queue(each, before, before)
        new = _queue(each, before, after)
        if old.name != new.name:
            moved[old.name, new.name] += 1
        was_open, is_open = old.hours.is_open(each.at), new.hours.is_open(each.at)
        now_open += is_open and not was_open
        now_closed += was_open and not is_open
        if _ways(each.segment, before) != _ways(each.segment, after):
            ways[each.segment or before.segments.default] += 1
    return Rerouted(in_all, dict(moved), now_open, now_closed, dict(ways))


def _queue(called: CalledBefore, before: Settings, wanted: Settings) -> Queue:
    of_segment = before.segments.of(called.segment).queue
    if called.queue != of_segment and called.queue in wanted.queues:
        return wanted.queues[called.queue]
    return wanted.queues[wanted.segments.of(called.segment).queue]


def _ways(segment: str, settings: Settings) -> tuple[tuple[str, str], ...]:
    names = settings.segments.of(segment).channels
    return tuple((settings.channels[name].label, settings.channels[name].url) for name in names)
