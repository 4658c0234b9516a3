"""What drives the effort score, said in words, and only where there is enough to say it from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.insights.rated_contact import Factor

DRIVER_DAYS = 90  # looked at
MIN_RATED = 200  # contacts with a score; with fewer nothing is said
MIN_UNLIKE_MOST = 25  # of them, in which a factor is not as it is in most


@dataclass(frozen=True)
class Estimate:
    """What a regression of the score on all factors at once says of one.

    effect: standard deviations of the score for one of the factor
    low, high: the ends of its interval; all intervals of a report hold together in 99 of 100
    points: of the score, for one more of the factor
    """

    factor: Factor
    effect: float
    low: float
    high: float
    points: float


def drivers(estimates: Iterable[Estimate]) -> tuple[Estimate, ...]:
    """Return what moves the score for certain, the strongest first: no interval reaches 0."""
    certain = (each for each in estimates if each.low > 0 or each.high < 0)
    return tuple(sorted(certain, key=lambda each: -abs(each.effect)))


def in_words(driver: Estimate) -> str:
    """Return a driver as a sentence for a supervisor."""
    verb, way = ("adds", "to") if driver.points > 0 else ("takes", "off")
    size = abs(driver.points)
    points = f"{size:.2f}" if size >= 0.01 else f"{size:.4f}"
    return (
        f"{driver.factor.words} {verb} {points} {way} the effort score "
        f"(effect {driver.effect:+.2f}, {driver.low:+.2f} to {driver.high:+.2f})."
    )
