"""Figures with the interval that says how far they may be off.

Of a share the interval is Wilson's (1927, score interval), of a mean Student's t over the spread
of the contacts. The quantile of t is its expansion about the normal one (Abramowitz and Stegun,
Handbook of Mathematical Functions, 26.7.5), right to 0.002 from ten contacts on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

MIN_FOR_MEAN = 10  # values; the spread of fewer says too little for an interval
MIN_COMMENTS = 10  # fewer are read one by one
MIN_ALIKE = 3  # comments that make something that customers say
_LEVEL = 0.95  # intervals hold the truth so often


@dataclass(frozen=True)
class Figure:
    """A mean or a share, of how many it is made, and its interval.

    value: None where there is nothing to make it of
    low, high: None where too little is there for an interval
    """

    value: float | None
    count: int
    low: float | None = None
    high: float | None = None


def share(hits: int, count: int) -> Figure:
    """Return which part of `count` are hits, 0 to 1, with Wilson's interval."""
    if not count:
        return Figure(None, 0)
    z, part = _normal_quantile(), hits / count
    middle = part + z * z / (2 * count)
    reach = z * math.sqrt(part * (1 - part) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return Figure(
        part, count, max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)
    )


def mean(total: float, squares: float, count: int) -> Figure:
    """Return a mean from the sum of the values and the sum of their squares, with t's interval.

    No value is less than 0, and so is no mean: t's interval of a few long waits would say so.
    """
    if not count:
        return Figure(None, 0)
    value = total / count
    if count < MIN_FOR_MEAN:
        return Figure(value, count)
    variance = max(0.0, (squares - total * value) / (count - 1))
    reach = _t_quantile(count - 1) * math.sqrt(variance / count)
    return Figure(value, count, max(0.0, value - reach), value + reach)


def mean_score(by_score: dict[int, int]) -> Figure:
    """Return the mean of scores that were given so often, with its interval."""
    total = sum(score * times for score, times in by_score.items())
    squares = sum(score * score * times for score, times in by_score.items())
    return mean(total, squares, sum(by_score.values()))


def _normal_quantile() -> float:
    return NormalDist().inv_cdf((1 + _LEVEL) / 2)


def _t_quantile(degrees: int) -> float:
    z = _normal_quantile()
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / degrees + second / degrees**2 + third / degrees**3
