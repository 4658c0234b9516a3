"""The points behind the pictures: risk against coverage, and reliability."""

from __future__ import annotations

from math import sqrt

import numpy as np

from commands.thresholds.charts import Bin, Spot
from core.answering import Thresholds
from knowledge_base.evaluation import LabelledQueries
from knowledge_base.evaluation.thresholds import MIN_ANSWERS
from knowledge_base.retrieval import Floats

TICKS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
BINS = 10
MIN_IN_A_BIN = 10
_MAX_POINTS = 300
_NORMAL_95 = 1.96


def risk_curve(asked: LabelledQueries) -> list[Spot]:
    """Return the risk at every coverage, from the fewest answers that tell anything to all."""
    order = np.argsort(-asked.confidence, kind="stable")
    weights = asked.weights[order]
    wrong = np.cumsum(weights * ~asked.is_right[order, 0])
    answered = np.cumsum(weights)
    places = np.unique(np.linspace(MIN_ANSWERS - 1, len(order) - 1, _MAX_POINTS).astype(int))
    total = float(answered[-1])
    return [
        Spot(
            float(asked.confidence[order[place]]),
            float(answered[place]) / total,
            float(wrong[place] / answered[place]),
        )
        for place in places
        if place < len(order)
    ]


def spot(asked: LabelledQueries, answer: float) -> Spot:
    """Return where a threshold lies on the curve."""
    rates = asked.rates(Thresholds(answer, 0, 0))
    return Spot(answer, rates.answered, rates.risk)


def ticks(asked: LabelledQueries, chosen: float) -> list[Spot]:
    """Return the thresholds to name on the curve, none too near the chosen one."""
    return [spot(asked, value) for value in TICKS if abs(value - chosen) > 0.04]


def reliability(asked: LabelledQueries) -> list[Bin]:
    """Return how often the first article was right, by how sure the assistant said it was."""
    total = float(asked.weights.sum())
    numbers = np.minimum((asked.confidence * BINS).astype(int), BINS - 1)
    bins = []
    for number in range(BINS):
        inside = asked.only(numbers == number)
        if len(inside) >= MIN_IN_A_BIN:
            weights = inside.weights
            right = float(np.average(inside.is_right[:, 0], weights=weights))
            lowest, highest = likely_range(right, _count(weights))
            said = float(np.average(inside.confidence, weights=weights))
            bins.append(Bin(said, right, lowest, highest, float(weights.sum()) / total))
    return bins


def calibration_error(bins: list[Bin]) -> float:
    """Return how far "how sure" and "how often right" are apart, averaged over all questions."""
    total = sum(one.share for one in bins)
    return sum(one.share * abs(one.said - one.right) for one in bins) / total if total else 0.0


def risk_range(asked: LabelledQueries, answer: float) -> tuple[float, float]:
    """Return between what shares of wrong answers the true one probably lies."""
    answered = asked.confidence >= answer
    return likely_range(spot(asked, answer).risk, _count(asked.weights[answered]))


def likely_range(share: float, count: float) -> tuple[float, float]:
    """Return Wilson's interval: where the true share lies in 95 of 100 such samples."""
    if count == 0:
        return 0.0, 1.0
    z = _NORMAL_95
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    reach = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    reach /= 1 + z * z / count
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _count(weights: Floats) -> float:
    """Return how many equally weighted questions say as much as these."""
    return float(weights.sum() ** 2 / (weights**2).sum()) if len(weights) else 0.0
