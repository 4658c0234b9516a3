"""How often chance is taken for a rise of a topic, and how many rises are found.

`python -m commands.evaluate_rises` prints both for generated traffic: topics of very unequal size,
the usual hours of a day and days of a week, and hours that are busier than usual as a whole.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.announcements import HOURS_A_WEEK, WEEKS, rises

FLOODS = (3, 5, 10, 20)  # conversations more than usual, in the hour
_FLOODS_TRIED = 200


@dataclass(frozen=True)
class Traffic:
    """What customers ask.

    unequal: how unequal the topics are, the exponent of a Zipf distribution
    busy: how much whole hours vary beside the usual course, as a share of it
    """

    topics: int = 77
    conversations_a_week: int = 5000
    unequal: float = 1.0
    busy: float = 0.3


@dataclass(frozen=True)
class Measured:
    """found: the share of floods of so many conversations that was found"""

    false_alarms_a_week: float
    found: dict[int, float]


def measure(traffic: Traffic, weeks: int, seed: int) -> Measured:
    """Look at every hour of so many weeks, after the first ones that others are compared with."""
    chance = np.random.default_rng(seed)
    counts = _counts(traffic, WEEKS + weeks, chance)
    alarms = sum(len(_rises(week, earlier)) for week, earlier in _hours(counts))
    found = {size: _found(counts, size, chance) for size in FLOODS}
    return Measured(alarms / weeks, found)


def _counts(traffic: Traffic, weeks: int, chance: np.random.Generator) -> NDArray[np.int64]:
    """Return conversations by week, hour of the week and topic."""
    hour = np.arange(HOURS_A_WEEK)
    course = (1.2 - np.cos((hour % 24 - 3) * np.pi / 12)) * np.where(hour >= 120, 0.5, 1.0)
    sizes = 1.0 / np.arange(1, traffic.topics + 1) ** traffic.unequal
    usual = traffic.conversations_a_week * np.outer(course / course.sum(), sizes / sizes.sum())
    spread, shape = traffic.busy**2, (weeks, HOURS_A_WEEK, 1)
    busy = chance.gamma(1 / spread, spread, size=shape) if spread else np.ones(shape)
    return chance.poisson(usual[None, :, :] * busy)


Hour = tuple[NDArray[np.int64], NDArray[np.int64]]


def _hours(counts: NDArray[np.int64]) -> Iterator[Hour]:
    for week in range(WEEKS, len(counts)):
        for hour in range(HOURS_A_WEEK):
            yield counts[week, hour], counts[week - WEEKS : week, hour]


def _rises(now: NDArray[np.int64], earlier: NDArray[np.int64]) -> set[str]:
    found = rises(_named(now), [_named(week) for week in earlier], len(now))
    return {rise.topic for rise in found}


def _named(counts: NDArray[np.int64]) -> dict[str, int]:
    return {str(topic): int(counts[topic]) for topic in np.flatnonzero(counts)}


def _found(counts: NDArray[np.int64], size: int, chance: np.random.Generator) -> float:
    """Add a flood to one topic of one hour, again and again; return how often it is found."""
    hits = 0
    for _ in range(_FLOODS_TRIED):
        week = chance.integers(WEEKS, len(counts))
        hour, topic = chance.integers(HOURS_A_WEEK), chance.integers(counts.shape[2])
        now = counts[week, hour].copy()
        now[topic] += size
        hits += str(topic) in _rises(now, counts[week - WEEKS : week, hour])
    return hits / _FLOODS_TRIED


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weeks", type=int, default=52)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for busy in (0.0, 0.3, 0.6):
        measured = measure(Traffic(busy=busy), asked.weeks, asked.seed)
        found = ", ".join(f"+{size}: {share:.0%}" for size, share in measured.found.items())
        print(
            f"hours vary by {busy:.0%}: {measured.false_alarms_a_week:.3f} false alarms a week; "
            f"found of floods in one hour {found}"
        )


if __name__ == "__main__":
    main()
