"""Made-up contacts of which it is known what drives their score: to see whether it is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.insights import RatedContact, factors_of

CONTACTS = 3_000  # with a score
PLANTED = (0.50, 0.35, 0.24, 0.16)  # effects, in standard deviations of what else moves a score
_SEGMENTS = ("newcomer", "expert")
_USUAL_SCORE = 2.2


def contacts(random: np.random.Generator, many: int = CONTACTS) -> list[RatedContact]:
    """Return contacts that nothing drives yet: hard ones have more of everything, as real ones."""
    hard = random.gamma(2.0, 0.5, many)
    has_person = random.random(many) < 0.35
    columns = {
        "hour": random.integers(0, 24, many),
        "turns": 1 + random.poisson(2 * hard),
        "failed_answers": random.poisson(0.4 * hard),
        "waiting": has_person * random.exponential(4.0, many),
        "transfers": has_person * random.poisson(0.4 * hard),
        "channel_switches": random.poisson(0.15, many),
        "re_asked": has_person * random.poisson(0.5, many),
        "is_repeat": random.random(many) < 0.2,
    }
    segments = random.choice(_SEGMENTS, many)
    rows = zip(segments, *(column.tolist() for column in columns.values()), strict=True)
    return [
        RatedContact(1, str(segment), **dict(zip(columns, values, strict=True)))
        for segment, *values in rows
    ]


def driven(
    made: Sequence[RatedContact], effects: Sequence[float], random: np.random.Generator
) -> tuple[list[RatedContact], tuple[str, ...]]:
    """Return the contacts with scores, and the names of what drives them, the strongest first.

    effects: of as many factors, chosen at random. Scores are whole numbers from 1 to 5 and mostly
    low ones, as they are given.
    """
    factors = factors_of(made)
    chosen = [factors[n] for n in random.permutation(len(factors))[: len(effects)]]
    pull = random.normal(0.0, 1.0, len(made))
    for factor, effect in zip(chosen, effects, strict=True):
        column = np.array([factor.of(contact) for contact in made])
        pull += effect * (column - column.mean()) / column.std()
    scores = np.clip(np.rint(_USUAL_SCORE + pull), 1, 5).astype(int).tolist()
    rated = [replace(each, score=score) for each, score in zip(made, scores, strict=True)]
    return rated, tuple(factor.name for factor in chosen)
