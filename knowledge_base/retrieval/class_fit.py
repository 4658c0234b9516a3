"""One further article's column in the head, fitted while all other columns stand still."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors

Floats = NDArray[np.float64]

STRENGTH = 10.0  # inverse of regularisation, as when all is learnt
_MAX_STEPS = 12
_SMALL = 1e-3  # of the loss, at which fitting ends


@dataclass(frozen=True)
class WeightedSamples:
    """Passages that a column is fitted to.

    rivals: the log of what the other columns' scores come to, for each passage
    counts: how many passages each stands for
    """

    vectors: Vectors
    rivals: Vectors
    counts: Floats


def fit_new_class(own: WeightedSamples, others: WeightedSamples) -> tuple[Vectors, float]:
    """Return weights and bias of a column that scores its own passages above their rivals.

    The logistic regression of decision 0002 in its one free column, by Newton's method. Without
    other passages there is nothing to tell apart, and everything is 0.
    """
    dimensions = own.vectors.shape[1]
    if not len(others.vectors):
        return np.zeros(dimensions, dtype=np.float32), 0.0
    inputs = np.concatenate([own.vectors, others.vectors])
    inputs = np.hstack([inputs, np.ones((len(inputs), 1), dtype=np.float32)])
    rivals = np.concatenate([own.rivals, others.rivals]).astype(np.float64)
    counts = np.concatenate([own.counts, others.counts])
    sign = np.where(np.arange(len(inputs)) < len(own.vectors), 1.0, -1.0)
    pull = np.full(dimensions + 1, 1 / STRENGTH)
    pull[-1] = 1e-6  # the bias is free

    def loss(column: Floats) -> float:
        missed = np.logaddexp(0, -sign * (inputs @ column - rivals))
        return float(counts @ missed + 0.5 * pull @ (column * column))

    column = np.zeros(dimensions + 1)
    column[-1] = float(np.median(rivals))  # as likely as all others together
    before = loss(column)
    for _ in range(_MAX_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(inputs @ column - rivals, -30, 30)))
        slope = inputs.T @ (counts * (likely - (sign > 0))) + pull * column
        doubt = (counts * likely * (1 - likely)).astype(np.float32)
        bend = (inputs * doubt[:, None]).T @ inputs
        step = np.linalg.solve(bend + np.diag(pull), slope)
        after, column = _down(loss, column, step, before)
        if before - after < _SMALL * before:
            break
        before = after
    return column[:-1].astype(np.float32), float(column[-1])


def _down(
    loss: Callable[[Floats], float], column: Floats, step: Floats, before: float
) -> tuple[float, Floats]:
    """Go a step, or the largest half, quarter … of it that leads down."""
    for halving in range(12):
        tried = column - step / 2**halving
        found = loss(tried)
        if found <= before:
            return found, tried
    return before, column
