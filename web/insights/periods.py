"""Days put together to weeks, so that a picture of a quarter can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone

from core.insights import Scope, Summed

_MOST_DAYS = 31  # more are shown by weeks


def is_by_week(scope: Scope) -> bool:
    return scope.days > _MOST_DAYS


def periods(scope: Scope, by_day: Mapping[date, Summed]) -> dict[tuple[date, date], Summed]:
    """Return the sums of each day, or week from Monday on; of each both ends are included."""
    found: dict[tuple[date, date], Counter[str]] = {}
    for day, summed in by_day.items():
        found.setdefault(ends_of(scope, day), Counter()).update(dict(summed.sums))
    return {key: Summed(sums) for key, sums in sorted(found.items())}


def ends_of(scope: Scope, day: date) -> tuple[date, date]:
    """Return the first and the last day of what a day is shown with."""
    length = 7 if is_by_week(scope) else 1
    first = day - timedelta(days=day.weekday() if length == 7 else 0)
    last = first + timedelta(days=length - 1)
    return max(first, scope.since), min(last, scope.until)


def moment_of(day: date) -> int:
    """Return a day's beginning in seconds since 1970, as the chart's axis has it."""
    return int(datetime.combine(day, time(), timezone.utc).timestamp())
