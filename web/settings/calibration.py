"""The picture beside the thresholds: how often what was shown was it, by how sure it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from core.insights import MIN_JUDGED, Figure, SureLevel, sure_levels
from store.clock import now
from store.insights import judged_since
from web.http import in_thread
from web.services import Services
from web.settings.tried import TRIED_DAYS

_WIDTH, _HEIGHT = 360.0, 268.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 44.0, 10.0, 30.0, 44.0
_MARKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class Point:
    """A level in the picture, in its units: the dot, the ends of its whisker, and what it says."""

    x: float
    y: float
    lowest: float
    highest: float
    words: str


@dataclass(frozen=True)
class Calibration:
    """What is drawn and, as rows, told.

    rows: how sure, how many are known of, how many of these were it, and within what range
    thresholds: their names and where they stand, the lower first
    """

    points: tuple[Point, ...]
    rows: tuple[tuple[str, ...], ...]
    thresholds: tuple[tuple[str, float], ...]
    days: int = TRIED_DAYS
    least: int = MIN_JUDGED

    @property
    def line(self) -> str:
        """The points of the line through all dots."""
        return " ".join(f"{each.x:.1f},{each.y:.1f}" for each in self.points)

    @property
    def across(self) -> list[tuple[str, float]]:
        return [(f"{mark:.0%}", _x(mark)) for mark in _MARKS]

    @property
    def up(self) -> list[tuple[str, float]]:
        return [(f"{mark:.0%}", _y(mark)) for mark in _MARKS]


async def calibration_of(services: Services) -> Calibration:
    """Return what the last month tells of the thresholds that everybody has."""
    since = now() - timedelta(days=TRIED_DAYS)
    levels = sure_levels(await in_thread(judged_since, services.database, since))
    common = services.settings.confidence.common
    named = (("buttons", common.clarify), ("answer", common.answer))
    return Calibration(
        tuple(map(_point, levels)),
        tuple(map(_row, levels)),
        tuple((name, _x(value)) for name, value in named),
    )


def _point(level: SureLevel) -> Point:
    share, low, high = _numbers(level.was_it)
    words = f"{level.sure:.0%} sure: {share:.0%} of {level.was_it.count:,} were it"
    return Point(_x(level.sure), _y(share), _y(low), _y(high), words)


def _row(level: SureLevel) -> tuple[str, ...]:
    share, low, high = _numbers(level.was_it)
    sure = f"{level.lowest:.0%} to {level.highest:.0%}"
    return sure, f"{level.was_it.count:,}", f"{share:.0%}", f"{low:.0%} to {high:.0%}"


def _numbers(share: Figure) -> tuple[float, float, float]:
    """Return a share of something, and its interval."""
    return share.value or 0.0, share.low or 0.0, share.high or 0.0


def _x(share: float) -> float:
    return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _y(share: float) -> float:
    return round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM), 1)
