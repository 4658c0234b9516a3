"""A week in a few sentences: what got better for certain, and what cost most."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from core.insights.asked import Scope
from core.insights.figures import Figure
from core.insights.measures import MEASURES
from core.insights.summed import Summed

WEEKLY_CAUSE = "weekly:"  # how the cause of a summary's mail begins
WEEKLY_HOUR = 6  # in UTC, on Mondays: from then on the week before is told
MAX_WEEKLY = 3  # of what got better, and of what cost most
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Better:
    """A figure that got better from one week to the next.

    which: the list of conversations behind it; see `store.insights.InsightContacts`
    """

    label: str
    which: str
    before: Figure
    now: Figure
    is_share: bool

    @property
    def in_words(self) -> str:
        return f"{self.label}: {self._told(self.now)} after {self._told(self.before)}"

    def _told(self, figure: Figure) -> str:
        value = figure.value or 0.0
        return f"{value:.1%}".replace("%", " %") if self.is_share else f"{value:.2f}"


def week_to_tell(at: datetime) -> Scope:
    """Return the last week, from Monday to Sunday, that can be told at a moment (UTC)."""
    told = at - timedelta(hours=WEEKLY_HOUR)
    monday = told.date() - timedelta(days=told.weekday())
    return Scope(monday - _WEEK, monday - timedelta(days=1))


def week_before(week: Scope) -> Scope:
    return Scope(week.since - _WEEK, week.until - _WEEK)


def told_from(week: Scope) -> datetime:
    """Return from when on a week is told."""
    monday: date = week.until + timedelta(days=1)
    return datetime.combine(monday, time(WEEKLY_HOUR), timezone.utc)


def got_better(before: Summed, now: Summed) -> tuple[Better, ...]:
    """Return what got better for certain, the surest first: at most three.

    Certain is a difference beyond what both intervals leave open together (Newcombe's method).
    """
    ups = (
        Better("Contained", "contained", before.contained, now.contained, True),
        Better("Verified", "verified", before.verified, now.verified, True),
        Better("Effort questions answered", "rated", before.response, now.response, True),
    )
    downs = (
        Better("Effort score", "rated", before.score, now.score, False),
        Better("High effort", "high", before.high, now.high, True),
        *(
            Better(
                f"{measure.label} ({measure.unit} a contact)",
                measure.name,
                before.per_contact(measure),
                now.per_contact(measure),
                False,
            )
            for measure in MEASURES
        ),
    )
    sure = [(_sureness(each.before, each.now), each) for each in ups]
    sure += [(_sureness(each.now, each.before), each) for each in downs]
    found = sorted((each for each in sure if each[0] > 1), key=lambda each: -each[0])
    return tuple(each for _, each in _without_twins(found))[:MAX_WEEKLY]


def _without_twins(found: Iterable[tuple[float, Better]]) -> list[tuple[float, Better]]:
    """Leave out the share of high scores beside their mean: it is the same good news twice."""
    kept: list[tuple[float, Better]] = []
    for each in found:
        names = {other.label for _, other in kept}
        if not ({each[1].label, *names} >= {"Effort score", "High effort"}):
            kept.append(each)
    return kept


def _sureness(low: Figure, high: Figure) -> float:
    """Return the difference by what both intervals leave open; more than 1 is certain."""
    ends = (low.value, low.high, high.value, high.low)
    if any(end is None for end in ends):
        return 0.0
    value, upper, other, lower = (end or 0.0 for end in ends)
    reach = math.hypot(upper - value, other - lower)
    return (other - value) / reach if reach else 0.0
