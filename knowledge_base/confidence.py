"""From evidence to one number: the probability that an article is the right one.

A conditional logit model: the articles and "nothing fits" compete, each with a utility that is a
weighted sum of its evidence, and "nothing fits" with a constant one. So the probabilities of all
articles and of "nothing fits" add up to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from knowledge_base.evidence import KINDS, Evidence

Floats = NDArray[np.float64]

UNKNOWN_SHARE = 0.2  # of customers' questions that no article answers; assumed, see decision 0002
_HOLD = 30.0  # how strongly weights are held near those we start from, see decision 0002


@dataclass(frozen=True)
class Weights:
    """What each kind of evidence counts, and the utility of "nothing fits"."""

    head: float
    meaning: float
    spelling: float
    nothing: float

    def as_array(self) -> Floats:
        return np.array([self.head, self.meaning, self.spelling, self.nothing])


def probabilities(evidence: Evidence, weights: Weights) -> Floats:
    """Return the probability of each article [questions, articles]; the rest is "nothing fits"."""
    return _with_nothing(evidence, weights.as_array())[:, :-1]


def fit_weights(evidence: Evidence, right: NDArray[np.int64], start: Weights) -> Weights:
    """Fit the weights to questions whose right article is known.

    right: the number of each question's article; the number of articles stands for "nothing fits"
    """
    is_unknown = right == evidence.shape[1]
    counts = _shares(is_unknown) * len(right)
    origin = start.as_array()

    def loss(values: Floats) -> tuple[float, Floats]:
        likely = _with_nothing(evidence, values)
        rows = np.arange(len(right))
        pull = likely * counts[:, None]
        pull[rows, right] -= counts
        slope = np.append(np.einsum("qa,qak->k", pull[:, :-1], evidence), pull[:, -1].sum())
        missed = -float(counts @ np.log(likely[rows, right] + 1e-12))
        away = values - origin
        return missed + _HOLD * float(away @ away), slope + 2 * _HOLD * away

    found = minimize(loss, origin, jac=True, method="L-BFGS-B", options={"maxiter": 100})
    return Weights(*(float(value) for value in found.x))


def _with_nothing(evidence: Evidence, values: Floats) -> Floats:
    utilities = np.full((len(evidence), evidence.shape[1] + 1), values[KINDS])
    utilities[:, :-1] = evidence @ values[:KINDS]
    utilities -= utilities.max(axis=1, keepdims=True)
    likely = np.exp(utilities)
    total: Floats = likely / likely.sum(axis=1, keepdims=True)
    return total


def _shares(is_unknown: NDArray[np.bool_]) -> Floats:
    """Each question's weight, so that unknown ones have their assumed share; sums to 1."""
    unknown = int(is_unknown.sum())
    if unknown in (0, len(is_unknown)):
        return np.full(len(is_unknown), 1 / len(is_unknown))
    known = len(is_unknown) - unknown
    return np.where(is_unknown, UNKNOWN_SHARE / unknown, (1 - UNKNOWN_SHARE) / known)
