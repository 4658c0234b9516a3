"""Whether the assistant keeps its word: how often what it showed was it, by how sure it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.insights.figures import Figure, share

SURE_STEPS = 10  # levels from 0 to 1
MIN_JUDGED = 5  # questions; of fewer a level says nothing


@dataclass(frozen=True)
class Judged:
    """Questions of which their customers let it be known whether what was shown was it.

    confidence: how probable the best article was
    """

    confidence: float
    was_it: bool
    times: int = 1


@dataclass(frozen=True)
class SureLevel:
    """Questions of like confidence: between what it was, on average, and how often it was it."""

    lowest: float
    highest: float
    sure: float
    was_it: Figure


def sure_levels(judged: Iterable[Judged]) -> list[SureLevel]:
    """Return the levels that enough is known of, the least sure first."""
    times, hits, sure = ([0] * SURE_STEPS, [0] * SURE_STEPS, [0.0] * SURE_STEPS)
    for each in judged:
        level = min(SURE_STEPS - 1, int(each.confidence * SURE_STEPS))
        times[level] += each.times
        hits[level] += each.times * each.was_it
        sure[level] += each.times * each.confidence
    enough = [n for n in range(SURE_STEPS) if times[n] >= MIN_JUDGED]
    edge = 1 / SURE_STEPS
    return [
        SureLevel(n * edge, (n + 1) * edge, sure[n] / times[n], share(hits[n], times[n]))
        for n in enough
    ]
