"""When people are there to help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS_AHEAD = 28
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Opening:
    """A stretch of one day, local time; `closes` is not included."""

    opens: time
    closes: time


@dataclass(frozen=True)
class Hours:
    """Opening hours of a team.

    week: Monday first, the stretches of each day
    closed: dates on which nobody is there
    """

    zone: ZoneInfo
    week: tuple[tuple[Opening, ...], ...]
    closed: frozenset[date] = frozenset()

    def is_open(self, at: datetime) -> bool:
        """Tell whether people are there at `at` (aware)."""
        local = at.astimezone(self.zone)
        return any(o.opens <= local.time() < o.closes for o in self._openings(local.date()))

    def next_opening(self, at: datetime) -> datetime | None:
        """Return when people are there again, in local time; None if not within four weeks."""
        local = at.astimezone(self.zone)
        for ahead in range(_DAYS_AHEAD):
            day = local.date() + timedelta(days=ahead)
            for opening in sorted(self._openings(day), key=lambda o: o.opens):
                opens = datetime.combine(day, opening.opens, self.zone)
                if opens > local:
                    return opens
        return None

    def after_open_time(self, at: datetime, open_time: timedelta) -> datetime | None:
        """Return when people will have been there for that long, counted from `at`; local time.

        None if they are not there that long within four weeks.
        """
        local, left = at.astimezone(self.zone), open_time
        for ahead in range(_DAYS_AHEAD):
            day = local.date() + timedelta(days=ahead)
            for opening in sorted(self._openings(day), key=lambda o: o.opens):
                begins = max(local, datetime.combine(day, opening.opens, self.zone))
                there = datetime.combine(day, opening.closes, self.zone) - begins
                if there >= left:
                    return begins + left
                left -= max(there, timedelta(0))
        return None

    def _openings(self, day: date) -> tuple[Opening, ...]:
        return () if day in self.closed else self.week[day.weekday()]


def moment_in_words(moment: datetime, now: datetime) -> str:
    """Return a local moment as people say it: "Monday 08:00", with the date if it is far off."""
    day = _DAYS[moment.weekday()]
    if moment.date() - now.astimezone(moment.tzinfo).date() > timedelta(days=6):
        day += f" {moment.day} {_MONTHS[moment.month - 1]}"
    return f"{day} {moment:%H:%M}"
