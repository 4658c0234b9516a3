"""Opening hours as people say them; every time names its zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from core.handoffs.hours.hours import DAYS, MONTHS, Hours, Opening, moment_in_words

CLOSED = "closed"
_FROM_MIDNIGHT_TO_MIDNIGHT = Opening(time.min, time.min)


def week_in_words(hours: Hours) -> str:
    """Return a usual week: "Monday to Friday 08:00 to 20:00, Saturday and Sunday closed"."""
    if all(day == hours.week[0] for day in hours.week):
        return f"every day {_openings_in_words(hours.week[0])}"
    grouped = groupby(range(len(DAYS)), key=lambda day: hours.week[day])
    return ", ".join(
        f"{_days_in_words([*days])} {_openings_in_words(openings)}" for openings, days in grouped
    )


def day_in_words(day: date, today: date) -> str:
    """Return a day: "today, Thursday 26 November", with the year if it is another one."""
    name = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    if day.year != today.year:
        name += f" {day.year}"
    near = {today: "today, ", today + timedelta(days=1): "tomorrow, "}.get(day, "")
    return f"{near}{name}"


def hours_of_day_in_words(hours: Hours, day: date) -> str:
    """Return when people are there on a day: "08:00 to 12:00 and 13:00 to 20:00", or CLOSED."""
    return _openings_in_words(hours.openings(day))


def now_in_words(hours: Hours, at: datetime) -> str:
    """Return whether somebody is there: "open now, until 20:00", or when they are next."""
    closes = hours.open_until(at)
    if closes is not None:
        away = closes - at
        if away >= timedelta(days=1):
            return "open now"
        return f"open now, until {closes:%H:%M}"
    opens = hours.next_opening(at)
    return f"closed now, open again {moment_in_words(opens, at)}" if opens else "closed now"


def closures_in_words(hours: Hours, today: date, within: timedelta) -> str:
    """Return the closed days to come: "Friday 25 December and Friday 1 January 2027", or ""."""
    coming = sorted(day for day in hours.closed if today <= day <= today + within)
    return _and(day_in_words(day, today) for day in coming)


def zone_in_words(zone: ZoneInfo) -> str:
    """Return what a zone's time is called: "London time"."""
    return f"{zone.key.rsplit('/', 1)[-1].replace('_', ' ')} time"


def other_zone_in_words(zone: ZoneInfo, usual: ZoneInfo, at: datetime) -> str:
    """Return what a zone's time is called where its clock shows another than the usual one."""
    same = at.astimezone(zone).utcoffset() == at.astimezone(usual).utcoffset()
    return "" if same else zone_in_words(zone)


def team_moment_in_words(moment: datetime, now: datetime, zone: ZoneInfo, usual: ZoneInfo) -> str:
    """Return a moment of a team's day: "Friday 08:00 Kolkata time" where it is not the usual one.

    zone: the team's; usual: the one that nobody names, as most teams are there
    """
    local = moment_in_words(moment.astimezone(zone), now)
    return f"{local} {other_zone_in_words(zone, usual, moment)}".rstrip()


def _openings_in_words(openings: Sequence[Opening]) -> str:
    if not openings:
        return CLOSED
    if _FROM_MIDNIGHT_TO_MIDNIGHT in openings:
        return "around the clock"
    return _and(f"{each.opens:%H:%M} to {_closing(each)}" for each in openings)


def _closing(opening: Opening) -> str:
    return "24:00" if opening.closes == time.min else f"{opening.closes:%H:%M}"


def _days_in_words(days: Sequence[int]) -> str:
    names = [DAYS[day] for day in days]
    return _and(names) if len(names) < 3 else f"{names[0]} to {names[-1]}"


def _and(parts: Iterable[str]) -> str:
    *first, last = [*parts] or [""]
    return f"{', '.join(first)} and {last}" if first else last
