"""What agents' time is made of."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from core.insights import EVERYTHING, AtWork, Spent, seconds_by_hour, spent_by

TEAM = [
    AtWork("sam", True, ("support", "business"), ("support", "support")),
    AtWork("ada", True, ("support",), ()),
    AtWork("noor", False, ("business",), ("business",)),  # away, with one still to be ended
]


def test_time_counts_once_for_everything_and_in_each_queue_that_an_agent_serves() -> None:
    agents, queues = spent_by(TEAM, 20)
    assert agents == {
        "sam": Spent(20, 0, 20, 40),
        "ada": Spent(available=20),
        "noor": Spent(away=20),
    }
    assert queues[EVERYTHING] == Spent(40, 20, 20, 40)
    assert queues["support"] == Spent(40, 0, 20, 40)
    assert queues["business"] == Spent(20, 20, 0, 0), "what sam has in hand is from another queue"


def test_an_agent_who_helps_out_counts_in_the_queue_of_what_they_have_in_hand() -> None:
    _, queues = spent_by([AtWork("sam", True, ("support",), ("business",))], 10)
    assert queues["business"] == Spent(10, 0, 10, 10)
    assert queues["support"] == Spent(available=10)


def test_seconds_fall_into_the_hours_and_days_that_they_are_of() -> None:
    since = datetime(2026, 3, 31, 23, 59, 50, tzinfo=timezone.utc)
    until = datetime(2026, 4, 1, 0, 0, 15, tzinfo=timezone.utc)
    assert seconds_by_hour(since, until) == {
        (date(2026, 3, 31), 23): 10,
        (date(2026, 4, 1), 0): 15,
    }
    assert seconds_by_hour(until, since) == {}


def test_the_share_of_too_little_time_is_not_told() -> None:
    assert Spent(available=3599, occupied=1800, in_hand=1800).occupancy is None
    enough = Spent(available=7200, occupied=1800, in_hand=2700)
    assert enough.occupancy == pytest.approx(0.25)
    assert enough.at_once == pytest.approx(1.5)
    assert Spent(available=7200).at_once is None
