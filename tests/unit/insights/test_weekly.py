"""Which week is told, and what of it got better for certain."""

from __future__ import annotations

from datetime import date, datetime, timezone

from core.insights import Summed, got_better, week_to_tell


def test_a_week_is_told_from_its_monday_morning_on() -> None:
    for at, first in (
        (datetime(2026, 11, 30, 5, 59, tzinfo=timezone.utc), date(2026, 11, 16)),
        (datetime(2026, 11, 30, 6, 0, tzinfo=timezone.utc), date(2026, 11, 23)),
        (datetime(2026, 12, 6, 23, 0, tzinfo=timezone.utc), date(2026, 11, 23)),
    ):
        week = week_to_tell(at)
        assert (week.since, week.days) == (first, 7)


def test_only_what_chance_does_not_explain_is_called_better() -> None:
    before = Summed({"contacts": 400, "contained": 200, "verified": 100})
    assert got_better(before, Summed({"contacts": 400, "contained": 212, "verified": 95})) == ()
    (better,) = got_better(before, Summed({"contacts": 400, "contained": 280, "verified": 100}))
    assert better.in_words == "Contained: 70.0 % after 50.0 %"
    worse = Summed({"contacts": 400, "contained": 120, "verified": 100})
    assert got_better(before, worse) == ()
    few = Summed({"contacts": 4, "contained": 4, "verified": 4})
    assert got_better(Summed({}), few) == ()
