"""A topic that is asked about more than usual is seen, and chance is hardly ever taken for it."""

from __future__ import annotations

import pytest
from scipy.stats import binom

from commands.evaluate_rises import Traffic, measure
from core.announcements import FALSE_ALARMS_A_WEEK, rises, tail

USUAL = [{"cards": 1, "pins": 2, "fees": 20}] * 8


def test_a_flood_of_one_topic_is_a_rise_and_a_busy_hour_of_all_is_none() -> None:
    (rise,) = rises({"cards": 14, "pins": 2, "fees": 19}, USUAL, 77)
    assert (rise.topic, rise.asked, rise.usual) == ("cards", 14, 1.0)
    assert rises({"cards": 14, "pins": 28, "fees": 280}, USUAL, 77) == ()


def test_a_few_or_a_first_week_are_no_rise() -> None:
    assert rises({"cards": 4}, [{}] * 8, 77) == ()
    assert rises({"cards": 40}, [], 77) == ()


@pytest.mark.parametrize(("least", "of", "share"), [(3, 10, 0.1), (14, 22, 1 / 9), (40, 400, 0.1)])
def test_the_tail_is_that_of_the_binomial_distribution(least: int, of: int, share: float) -> None:
    assert tail(least, of, share) == pytest.approx(binom.sf(least - 1, of, share))


def test_generated_traffic_raises_no_more_false_alarms_than_promised_and_floods_are_found() -> None:
    measured = measure(Traffic(topics=60, conversations_a_week=4000), weeks=30, seed=7)
    assert measured.false_alarms_a_week <= FALSE_ALARMS_A_WEEK
    assert measured.found[10] >= 0.9
