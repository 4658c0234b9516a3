"""Channels, segments and waits."""

from __future__ import annotations

from datetime import datetime, time, timezone
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.hours import Hours, Opening
from core.routing import (
    Channel,
    Presentation,
    Segment,
    Segments,
    channels_for,
    estimate_wait,
)

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


def test_outside_the_hours_no_minutes_are_promised_but_the_next_opening() -> None:
    wait = estimate_wait(MORNINGS, AT_NIGHT, ahead=0, agents=3, minutes_each=6)
    assert wait.minutes is None
    assert wait.back_at == datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_the_first_in_the_queue_waits_at_most_one_conversation() -> None:
    assert estimate_wait(MORNINGS, AT_NINE, 0, 1, 6).minutes == (1, 6)
    assert estimate_wait(MORNINGS, AT_NINE, 0, 0, 6).minutes == (1, 6)


@given(st.integers(0, 200), st.integers(0, 50), st.integers(1, 240))
def test_a_wait_is_a_true_range_that_grows_with_the_queue_and_shrinks_with_agents(
    ahead: int, agents: int, minutes_each: int
) -> None:
    def latest(ahead: int, agents: int) -> int:
        minutes = estimate_wait(MORNINGS, AT_NINE, ahead, agents, minutes_each).minutes
        assert minutes
        assert 1 <= minutes[0] < minutes[1]
        return minutes[1]

    assert latest(ahead + 1, agents) >= latest(ahead, agents) >= latest(ahead, agents + 1)
