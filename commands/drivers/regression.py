"""A regression of the effort score on what the contacts were like.

Ordinary least squares on standardised columns; how far an effect may be off is its standard
deviation over bootstrap samples of the contacts (Efron, 1979), and the intervals of a whole report
are widened by Bonferroni's rule, so that a report on nothing at all says nothing in 99 of 100.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from core.insights import MIN_RATED, Estimate, Factor, RatedContact, drivers, factors_of
from core.insights.drivers import MIN_UNLIKE_MOST

Matrix = NDArray[np.float64]

SAMPLES = 400
_WRONG_AT_MOST = 0.01  # of reports on nothing
_SEED = 1
_HARDLY = 1e-6  # added where columns say the same, so that there is one answer


@dataclass(frozen=True)
class Report:
    """What drives the score of everybody, and of the customers of each segment.

    rated: the contacts it is made from, in all and by segment; where they are too few there are
    no drivers
    """

    rated: Mapping[str, int]
    overall: tuple[Estimate, ...]
    by_segment: Mapping[str, tuple[Estimate, ...]]


def report_on(contacts: Sequence[RatedContact]) -> Report:
    """Return what drives the score of these contacts."""
    by_segment: dict[str, list[RatedContact]] = {}
    for contact in contacts:
        if contact.segment:
            by_segment.setdefault(contact.segment, []).append(contact)
    groups = {"": list(contacts), **dict(sorted(by_segment.items()))}
    asked = {name: _columns(each) for name, each in groups.items()}
    statements = sum(len(columns) for columns in asked.values())
    found = {name: drivers(_estimates(groups[name], asked[name], statements)) for name in groups}
    rated = {name: len(each) for name, each in groups.items()}
    return Report(rated, found.pop(""), found)


def _columns(contacts: Sequence[RatedContact]) -> list[tuple[Factor, Matrix]]:
    """Return the factors there is enough to judge by, each with its value in every contact."""
    if len(contacts) < MIN_RATED or len({contact.score for contact in contacts}) == 1:
        return []
    found = []
    for factor in factors_of(contacts):
        column = np.array([factor.of(contact) for contact in contacts], dtype=np.float64)
        _, counts = np.unique(column, return_counts=True)
        if len(column) - counts.max() >= MIN_UNLIKE_MOST:
            found.append((factor, column))
    return found


def _estimates(
    contacts: Sequence[RatedContact], columns: Sequence[tuple[Factor, Matrix]], statements: int
) -> list[Estimate]:
    """statements: how many intervals hold together"""
    if not columns:
        return []
    values = np.column_stack([column for _, column in columns])
    scores = np.array([contact.score for contact in contacts], dtype=np.float64)
    spreads, spread = values.std(axis=0), scores.std()
    standard = np.column_stack([np.ones(len(scores)), (values - values.mean(axis=0)) / spreads])
    wanted = (scores - scores.mean()) / spread
    effects = _fit(standard, wanted, np.ones((1, len(scores))))[0, 1:]
    random = np.random.default_rng(_SEED)
    samples = random.poisson(1.0, (SAMPLES, len(scores))).astype(np.float64)
    off = _fit(standard, wanted, samples)[:, 1:].std(axis=0, ddof=1)
    reach = norm.isf(_WRONG_AT_MOST / 2 / statements) * off
    return [
        Estimate(
            factor,
            float(effects[n]),
            float(effects[n] - reach[n]),
            float(effects[n] + reach[n]),
            float(effects[n] * spread / spreads[n]),
        )
        for n, (factor, _) in enumerate(columns)
    ]


def _fit(values: Matrix, wanted: Matrix, weights: Matrix) -> Matrix:
    """Return least squares' coefficients for each row of weights, one row each.

    The products of the columns are made once for all samples: thousands of fits are two
    multiplications of matrices.
    """
    many, wide = values.shape
    one, other = np.triu_indices(wide)
    products = values[:, one] * values[:, other]
    sums = np.zeros((len(weights), wide, wide))
    sums[:, one, other] = weights @ products
    sums[:, other, one] = sums[:, one, other]
    sums += _HARDLY * many * np.eye(wide)
    right = weights @ (values * wanted[:, None])
    found: Matrix = np.linalg.solve(sums, right[:, :, None])[:, :, 0].astype(np.float64)
    return found
