"""One further class of the softmax classifier, fitted while all others stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors

Floats = NDArray[np.float64]

STRENGTH = 10.0  # inverse of regularisation, as in training in full
_MAX_STEPS = 12
_SMALL = 1e-3  # of the loss, at which fitting ends


@dataclass(frozen=True)
class WeightedSamples:
    """Passages that a class is fitted to, with an offset and a weight each.

    offset_logits: log-sum-exp of the other classes' scores; float32 [passages]
    counts: how many passages each stands for
    """

    vectors: Vectors
    offset_logits: Vectors
    counts: Floats


def fit_new_class(own: WeightedSamples, others: WeightedSamples) -> tuple[Vectors, float]:
    """Return weights (float32 [dimensions]) and bias of a class: its passages against the offsets.

    The logistic regression of decision 0002 for one class, by Newton's method; our own, because
    scikit-learn's takes no offsets. Without other passages everything is 0.
    """
    dimensions = own.vectors.shape[1]
    if not len(others.vectors):
        return np.zeros(dimensions, dtype=np.float32), 0.0
    inputs = np.concatenate([own.vectors, others.vectors])
    inputs = np.hstack([inputs, np.ones((len(inputs), 1), dtype=np.float32)])
    offset_logits = np.concatenate([own.offset_logits, others.offset_logits]).astype(np.float64)
    counts = np.concatenate([own.counts, others.counts])
    sign = np.where(np.arange(len(inputs)) < len(own.vectors), 1.0, -1.0)
    pull = np.full(dimensions + 1, 1 / STRENGTH)
    pull[-1] = 1e-6  # the bias is free

    def loss(parameters: Floats) -> float:
        missed = np.logaddexp(0, -sign * (inputs @ parameters - offset_logits))
        return float(counts @ missed + 0.5 * pull @ (parameters * parameters))

    parameters = np.zeros(dimensions + 1)
    parameters[-1] = float(np.median(offset_logits))  # as likely as all others together
    before = loss(parameters)
    for _ in range(_MAX_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(inputs @ parameters - offset_logits, -30, 30)))
        slope = inputs.T @ (counts * (likely - (sign > 0))) + pull * parameters
        doubt = (counts * likely * (1 - likely)).astype(np.float32)
        bend = (inputs * doubt[:, None]).T @ inputs
        step = np.linalg.solve(bend + np.diag(pull), slope)
        after, parameters = _down(loss, parameters, step, before)
        if before - after < _SMALL * before:
            break
        before = after
    return parameters[:-1].astype(np.float32), float(parameters[-1])


def _down(
    loss: Callable[[Floats], float], parameters: Floats, step: Floats, before: float
) -> tuple[float, Floats]:
    """Go a step, or the largest half, quarter … of it that leads down."""
    for halving in range(12):
        tried = parameters - step / 2**halving
        found = loss(tried)
        if found <= before:
            return found, tried
    return before, parameters
