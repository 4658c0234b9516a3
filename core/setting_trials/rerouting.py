"""Who would have been routed elsewhere, or met nobody, under other segments and hours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.settings import Queue, Settings


@dataclass(frozen=True)
class CalledBefore:
    """A conversation that went to a person: whose, when, and in which queue it waited."""

    segment: str
    queue: str
    at: datetime


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
