"""Channels, segments and waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timezone
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.handoffs import (
    Absence,
    Channel,
    Hours,
    Opening,
    Presentation,
    Segment,
    Segments,
    ServiceRate,
    Wait,
    channels_for,
    estimate_wait,
    queue_for,
)
from core.handoffs.presence import Staffing

UTC = ZoneInfo("UTC")
MORNINGS = Hours(UTC, ((Opening(time(8), time(12)),),) * 7)
AT_NINE = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)
AT_NIGHT = datetime(2026, 11, 23, 23, tzinfo=timezone.utc)
EXPERT = Segment("expert", "Experts", Presentation.SHORT, ("forum", "phone", "mail"), "support")
CHANNELS = {
    "mail": Channel("mail", "Mail", "mailto:help@example.org"),
    "phone": Channel("phone", "Phone", "tel:+44", MORNINGS),
    "forum": Channel("forum", "Forum", "https://example.org"),
    "visit": Channel("visit", "Visit"),
}


def names(at: datetime) -> list[str]:
    return [channel.name for channel in channels_for(EXPERT, CHANNELS, at)]


def test_channels_come_in_the_segments_order_and_only_while_open() -> None:
    assert names(AT_NINE) == ["forum", "phone", "mail"]
    assert names(AT_NIGHT) == ["forum", "mail"]


def test_an_unknown_segment_is_treated_as_the_default_one() -> None:
    segments = Segments("expert", {"expert": EXPERT})
    assert segments.of("") is segments.of("no such") is segments.of("expert") is EXPERT


def test_a_topic_with_a_queue_of_its_own_goes_before_the_segments_queue() -> None:
    by_topic = {"disputes": "disputes"}
    assert queue_for(EXPERT, ("cards", "disputes"), by_topic, "support") == "disputes"
    assert queue_for(EXPERT, ("cards",), by_topic, "support") == "support"


def test_a_segment_with_a_queue_of_its_own_keeps_it_and_its_hours_whatever_it_is_about() -> None:
    business = replace(EXPERT, queue="business")
    assert queue_for(business, ("disputes",), {"disputes": "disputes"}, "support") == "business"


def wait(at: datetime, ahead: int, staffing: Staffing, minutes_each: int = 6) -> Wait:
    return estimate_wait(MORNINGS, at, ahead, staffing, ServiceRate(minutes_each, longest_wait=30))


def test_outside_the_hours_no_minutes_are_promised_but_the_next_opening() -> None:
    told = wait(AT_NIGHT, 0, Staffing(3, 9, 9))
    assert (told.minutes, told.absence) == (None, Absence.CLOSED)
    assert told.back_at == datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_with_nobody_available_no_time_is_told_at_all() -> None:
    assert wait(AT_NINE, 0, Staffing()) == Wait(None, None, Absence.NOBODY)


def test_with_a_free_place_somebody_only_has_to_look() -> None:
    assert wait(AT_NINE, 0, Staffing(1, 3, 3)).minutes == (1, 3)
    assert wait(AT_NINE, 2, Staffing(1, 3, 3)).minutes == (1, 3)


def test_without_one_conversations_have_to_end_first() -> None:
    assert wait(AT_NINE, 0, Staffing(1, 1, 0)).minutes == (3, 15)
    assert wait(AT_NINE, 0, Staffing(1, 3, 0)).minutes == (1, 4)


def test_a_wait_that_may_pass_the_limit_is_worth_another_way() -> None:
    long = wait(AT_NINE, 20, Staffing(1, 3, 0))
    assert long.absence is Absence.LONG
    assert long.minutes is not None


@given(
    st.integers(0, 200),
    st.integers(1, 50),
    st.integers(1, 5),
    st.integers(0, 9),
    st.integers(1, 240),
)
def test_a_wait_is_a_true_range_that_grows_with_the_queue_and_shrinks_with_agents(
    ahead: int, agents: int, capacity: int, free: int, minutes_each: int
) -> None:
    def latest(ahead: int, agents: int, free: int) -> int:
        places = agents * capacity
        staffing = Staffing(agents, places, min(free, places))
        minutes = wait(AT_NINE, ahead, staffing, minutes_each).minutes
        assert minutes
        assert 1 <= minutes[0] < minutes[1]
        return minutes[1]

    assert latest(ahead + 1, agents, free) >= latest(ahead, agents, free)
    assert latest(ahead, agents, free) >= latest(ahead, agents + 1, free + capacity)
