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


def london(*moment: int, fold: int = 0) -> datetime:
    return datetime(*moment, tzinfo=LONDON, fold=fold)  # type: ignore[arg-type, misc]


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


def test_a_moment_of_today_or_tomorrow_is_not_only_a_weekday() -> None:
    morning = london(2026, 11, 18, 9)
    assert moment_in_words(london(2026, 11, 18, 18), morning) == "today, Wednesday 18:00"
    assert moment_in_words(london(2026, 11, 19, 8), morning) == "tomorrow, Thursday 08:00"
    late_in_new_york = datetime(2026, 11, 18, 23, tzinfo=ZoneInfo("America/New_York"))
    assert moment_in_words(london(2026, 11, 19, 8), late_in_new_york) == "today, Thursday 08:00"


def test_a_promise_counts_only_the_time_people_are_there() -> None:
    four_hours = timedelta(hours=4)
    assert WEEKDAYS.after_open_time(london(2026, 11, 23, 8, 30), four_hours) == london(
        2026, 11, 23, 13, 30
    )
    friday_evening = london(2026, 11, 27, 19)
    assert WEEKDAYS.after_open_time(friday_evening, four_hours) == london(2026, 11, 30, 11)
    never = Hours(LONDON, ((),) * 7)
    assert never.after_open_time(friday_evening, four_hours) is None


# Evenings: past midnight from Friday, and on Sunday into the week's first day.
NIGHT = (Opening(time(22), time(6)),)
NIGHTS = Hours(LONDON, ((), (), (), (), NIGHT, (), NIGHT), frozenset({date(2026, 12, 26)}))
ALWAYS = Hours(LONDON, ((Opening(time(0), time(0)),),) * 7)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (london(2026, 11, 20, 21, 59), False),
        (london(2026, 11, 20, 22, 0), True),
        (london(2026, 11, 21, 0, 0), True),
        (london(2026, 11, 21, 5, 59), True),
        (london(2026, 11, 21, 6, 0), False),
        (london(2026, 11, 21, 23, 0), False),
        (london(2026, 11, 22, 23, 0), True),
        (london(2026, 11, 23, 5, 0), True),
        (london(2026, 11, 23, 23, 0), False),
    ],
)
def test_a_stretch_goes_on_past_midnight_also_from_sunday_on(
    moment: datetime, is_open: bool
) -> None:
    assert NIGHTS.is_open(moment) is is_open


def test_a_closed_day_ends_the_night_before_it_at_midnight_and_has_none_itself() -> None:
    assert NIGHTS.is_open(london(2026, 12, 25, 23, 59))
    assert not NIGHTS.is_open(london(2026, 12, 26, 0, 0))
    closed = Hours(LONDON, (NIGHT,) * 7, frozenset({date(2026, 12, 26)}))
    assert closed.next_opening(london(2026, 12, 26, 1)) == london(2026, 12, 27, 22)


def test_the_next_opening_and_a_promise_reach_into_the_night() -> None:
    assert NIGHTS.next_opening(london(2026, 11, 21, 6)) == london(2026, 11, 22, 22)
    saturday_early = london(2026, 11, 21, 5)
    assert NIGHTS.after_open_time(saturday_early, timedelta(hours=4)) == london(2026, 11, 23, 1)


def test_who_is_always_there_has_no_next_opening_and_answers_while_time_passes() -> None:
    friday = london(2026, 11, 20, 23)
    assert ALWAYS.is_open(london(2026, 11, 20, 23, 59, 59, 999_999))
    assert ALWAYS.next_opening(friday) is None
    assert ALWAYS.after_open_time(friday, timedelta(hours=4)) == london(2026, 11, 21, 3)


def test_an_hour_lasts_an_hour_in_the_nights_in_which_clocks_change() -> None:
    every_night = Hours(LONDON, (NIGHT,) * 7)
    four_hours = timedelta(hours=4)
    spring, autumn = london(2026, 3, 28, 22), london(2026, 10, 24, 22)
    assert every_night.after_open_time(spring, four_hours) == london(2026, 3, 29, 3)
    assert every_night.after_open_time(autumn, four_hours) == london(2026, 10, 25, 1, fold=1)
    missing_half_hour = Hours(LONDON, ((Opening(time(1, 30), time(2)),),) * 7)
    assert missing_half_hour.next_opening(london(2026, 3, 28, 3)) == london(2026, 3, 30, 1, 30)


def test_stretches_that_overlap_count_once() -> None:
    twice = Hours(LONDON, ((Opening(time(8), time(12)), Opening(time(10), time(14))),) * 7)
    begun = london(2026, 11, 23, 8)
    assert twice.after_open_time(begun, timedelta(hours=6)) == london(2026, 11, 23, 14)
    assert twice.next_opening(begun) == london(2026, 11, 24, 8)


times = st.times().map(lambda t: t.replace(second=0, microsecond=0))
weeks = st.lists(
    st.lists(st.builds(Opening, times, times), max_size=2).map(tuple), min_size=7, max_size=7
)


@given(
    weeks.map(tuple),
    st.datetimes(datetime(2026, 3, 20), datetime(2026, 4, 5), timezones=st.just(timezone.utc)),
)
def test_whatever_the_hours_the_next_opening_is_the_first_moment_somebody_comes(
    week: tuple[tuple[Opening, ...], ...], moment: datetime
) -> None:
    hours = Hours(LONDON, week)
    opening = hours.next_opening(moment)
    if opening is not None:
        assert opening > moment
        assert hours.is_open(opening)
        assert not hours.is_open(opening - timedelta(microseconds=1))
