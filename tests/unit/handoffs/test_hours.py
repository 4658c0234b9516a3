"""Opening hours."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.handoffs import Hours, Opening, moment_in_words

LONDON = ZoneInfo("Europe/London")
DAY = (Opening(time(8), time(12)), Opening(time(13), time(20)))
WEEKDAYS = Hours(LONDON, (DAY, DAY, DAY, DAY, DAY, (), ()), frozenset({date(2026, 12, 25)}))


def london(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=LONDON)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (london(2026, 11, 23, 7, 59), False),
        (london(2026, 11, 23, 8, 0), True),
        (london(2026, 11, 23, 12, 0), False),
        (london(2026, 11, 23, 13, 0), True),
        (london(2026, 11, 23, 20, 0), False),
        (london(2026, 11, 21, 10, 0), False),
        (london(2026, 12, 25, 10, 0), False),
    ],
)
def test_people_are_there_from_opening_up_to_closing(moment: datetime, is_open: bool) -> None:
    assert WEEKDAYS.is_open(moment) is is_open


def test_hours_are_local_in_summer_and_winter() -> None:
    assert WEEKDAYS.is_open(datetime(2026, 7, 6, 7, 30, tzinfo=timezone.utc))
    assert not WEEKDAYS.is_open(datetime(2026, 11, 23, 7, 30, tzinfo=timezone.utc))


def test_the_next_opening_skips_breaks_weekends_and_closed_days() -> None:
    assert WEEKDAYS.next_opening(london(2026, 11, 23, 12, 30)) == london(2026, 11, 23, 13)
    assert WEEKDAYS.next_opening(london(2026, 11, 20, 21)) == london(2026, 11, 23, 8)
    assert WEEKDAYS.next_opening(london(2026, 12, 24, 21)) == london(2026, 12, 28, 8)


def test_a_team_that_is_never_there_has_no_next_opening() -> None:
    assert Hours(LONDON, ((),) * 7).next_opening(london(2026, 11, 23)) is None


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(timezone.utc)))
def test_the_team_is_there_at_its_next_opening_and_not_shortly_before(moment: datetime) -> None:
    opening = WEEKDAYS.next_opening(moment)
    assert opening
    assert opening > moment
    assert WEEKDAYS.is_open(opening)
    assert not WEEKDAYS.is_open(opening - timedelta(seconds=1))


def test_a_moment_is_said_as_people_do() -> None:
    friday = london(2026, 11, 20, 21)
    assert moment_in_words(london(2026, 11, 23, 8), friday) == "Monday 08:00"
    assert moment_in_words(london(2026, 12, 28, 8, 30), friday) == "Monday 28 December 08:30"
    assert moment_in_words(london(2026, 11, 27, 8), friday) == "Friday 27 November 08:00"


def test_a_promise_counts_only_the_time_people_are_there() -> None:
    four_hours = timedelta(hours=4)
    assert WEEKDAYS.after_open_time(london(2026, 11, 23, 8, 30), four_hours) == london(
        2026, 11, 23, 13, 30
    )
    friday_evening = london(2026, 11, 27, 19)
    assert WEEKDAYS.after_open_time(friday_evening, four_hours) == london(2026, 11, 30, 11)
    never = Hours(LONDON, ((),) * 7)
    assert never.after_open_time(friday_evening, four_hours) is None
