"""Event clusters: questions that follow one another more often than chance would have it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.next_questions.counts import SegmentCounts
from core.next_questions.era import Believed

MIN_TIMES = 2.0  # what was seen less often is nothing yet
_SURE = 1.96  # standard errors: 95 % of such intervals hold the true lift
_HALF = 0.5  # Haldane's correction, for counts of none


@dataclass(frozen=True)
class Lift:
    """How many times as often as by chance, with the interval that holds it in 95 % of cases."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Cluster:
    """One question that follows another.

    times, visits: how often it followed, and how often the first was asked; both faded
    """

    before: str
    after: str
    times: float
    visits: float
    lift: Lift

    @property
    def share(self) -> float:
        return self.times / self.visits


def clusters(counts: SegmentCounts) -> tuple[Cluster, ...]:
    """Return what surely follows more often than by chance, the most frequent first."""
    found = (cluster for before in counts.rows for cluster in clusters_after(counts, before))
    return tuple(sorted(found, key=lambda cluster: (-cluster.times, cluster.before)))


def clusters_after(counts: SegmentCounts, before: str) -> tuple[Cluster, ...]:
    """Return those of one article."""
    row = counts.row(before)
    pairs = ((after, row.believed(after)) for after in row)
    return tuple(
        Cluster(before, after, pair.follows, pair.visits, lift)
        for after, pair in pairs
        if pair.follows >= MIN_TIMES
        and (lift := lift_of(pair, counts.chance.believed(after))).low > 1
    )


def lift_of(pair: Believed, chance: Believed) -> Lift:
    """Return the ratio of two shares, with Katz's interval of the ratio's logarithm.

    The faded counts are taken as if they were whole ones, and the pair stays in what it is
    compared with: both make the interval wider and the lift smaller, never the other way.

    chance: the same follower's counts after anything at all
    """
    times, visits = pair.follows + _HALF, max(pair.visits, pair.follows) + 1
    all_times = chance.follows + _HALF
    all_visits = max(chance.visits - chance.shown, chance.follows) + 1
    value = (times / visits) / (all_times / all_visits)
    spread = 1 / times - 1 / visits + 1 / all_times - 1 / all_visits
    error = math.exp(_SURE * math.sqrt(max(0.0, spread)))
    return Lift(value, value / error, value * error)
