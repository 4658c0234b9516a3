"""Opening hours as people say them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.handoffs import (
    Hours,
    Opening,
    closures_in_words,
    day_in_words,
    hours_of_day_in_words,
    now_in_words,
    team_moment_in_words,
    week_in_words,
    zone_in_words,
)

LONDON = ZoneInfo("Europe/London")
WORKDAY, WEEKEND = (Opening(time(8), time(20)),), (Opening(time(9), time(17)),)
CHRISTMAS = date(2026, 12, 25)
SHOP = Hours(LONDON, (*(WORKDAY,) * 5, WEEKEND, WEEKEND), frozenset({CHRISTMAS}))
ALWAYS = Hours(LONDON, ((Opening(time.min, time.min),),) * 7)
THURSDAY = date(2026, 11, 26)


def at(hour: int, minute: int = 0, day: int = 26) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


def test_days_with_the_same_hours_are_said_together() -> None:
    assert week_in_words(SHOP) == (
        "Monday to Friday 08:00 to 20:00, Saturday and Sunday 09:00 to 17:00"
    )
    assert week_in_words(ALWAYS) == "every day around the clock"


def test_a_day_may_be_open_twice_late_or_not_at_all() -> None:
    split = (Opening(time(8), time(12)), Opening(time(13), time.min))
    hours = Hours(LONDON, (split, split, split, split, split, (), ()))
    assert week_in_words(hours) == (
        "Monday to Friday 08:00 to 12:00 and 13:00 to 24:00, Saturday and Sunday closed"
    )


def test_a_moment_of_a_team_elsewhere_names_its_zone_where_the_clocks_differ() -> None:
    kolkata, dublin = ZoneInfo("Asia/Kolkata"), ZoneInfo("Europe/Dublin")
    assert team_moment_in_words(at(8), at(7), LONDON, LONDON) == "today, Thursday 08:00"
    assert team_moment_in_words(at(8), at(7), dublin, LONDON) == "today, Thursday 08:00"
    there = team_moment_in_words(at(20), at(7), kolkata, LONDON)
    assert there == "tomorrow, Friday 01:30 Kolkata time"


def test_a_closed_date_is_closed_whatever_the_weekday() -> None:
    assert hours_of_day_in_words(SHOP, CHRISTMAS) == "closed"
    assert hours_of_day_in_words(SHOP, THURSDAY) == "08:00 to 20:00"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(8), "open now, until 20:00"),
        (at(20), "closed now, open again tomorrow, Friday 08:00"),
        (at(19, 59), "open now, until 20:00"),
    ],
)
def test_who_asks_is_told_whether_somebody_is_there_now(moment: datetime, words: str) -> None:
    assert now_in_words(SHOP, moment) == words
    assert now_in_words(ALWAYS, moment) == "open now"


def test_the_nearest_days_are_named_and_another_year_is_said() -> None:
    assert day_in_words(THURSDAY, THURSDAY) == "today, Thursday 26 November"
    assert day_in_words(date(2026, 11, 27), THURSDAY) == "tomorrow, Friday 27 November"
    assert day_in_words(date(2027, 1, 1), THURSDAY) == "Friday 1 January 2027"


def test_closed_days_are_told_while_they_are_near() -> None:
    assert closures_in_words(SHOP, THURSDAY, timedelta(days=45)) == "Friday 25 December"
    assert closures_in_words(SHOP, THURSDAY, timedelta(days=10)) == ""
    assert closures_in_words(SHOP, date(2026, 12, 26), timedelta(days=45)) == ""


def test_times_name_their_zone() -> None:
    assert zone_in_words(LONDON) == "London time"
    assert zone_in_words(ZoneInfo("America/New_York")) == "New York time"


def test_a_day_that_the_clocks_change_on_keeps_its_local_hours() -> None:
    sunday = date(2026, 3, 29)
    ((opens, closes),) = SHOP.stretches(sunday)
    assert (opens.isoformat(), closes.isoformat()) == (
        "2026-03-29T09:00:00+01:00",
        "2026-03-29T17:00:00+01:00",
    )
