"""When people are there to help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

_DAYS_AHEAD = 28
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class Opening:
    """A stretch of local time that belongs to the day on which it opens; `closes` is not included.

    One that does not close later than it opens closes on the next day; 00:00 is that day's
    beginning, so 00:00 to 00:00 is a whole day.
    """

    opens: time
    closes: time


@dataclass(frozen=True)
class Hours:
    """Opening hours of a team.

    week: Monday first, the stretches of each day
    closed: dates on which nobody is there, not even until the end of a stretch of the day before
    """

    zone: ZoneInfo
    week: tuple[tuple[Opening, ...], ...]
    closed: frozenset[date] = frozenset()

    def is_open(self, at: datetime) -> bool:
        """Tell whether people are there at `at` (aware)."""
        return any(opens <= at < closes for opens, closes in self._open_times(at, days=1))

    def next_opening(self, at: datetime) -> datetime | None:
        """Return when people come the next time, in local time; None if not within four weeks."""
        later = (opens for opens, _ in self._open_times(at, _DAYS_AHEAD) if opens > at)
        return next((opens.astimezone(self.zone) for opens in later), None)

    def open_until(self, at: datetime) -> datetime | None:
        """Return until when people are there from `at` on, in local time; None if they are not."""
        stretches = self._open_times(at, _DAYS_AHEAD)
        closes = next((closes for opens, closes in stretches if opens <= at < closes), None)
        return closes.astimezone(self.zone) if closes else None

    def openings(self, day: date) -> tuple[Opening, ...]:
        """Return the stretches that belong to a day."""
        return () if day in self.closed else self.week[day.weekday()]

    def stretches(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Return from and until when people are there on a day, in local time."""
        moments = (self._stretch(day, opening) for opening in self.openings(day))
        return tuple((a.astimezone(self.zone), b.astimezone(self.zone)) for a, b in moments)

    def after_open_time(self, at: datetime, open_time: timedelta) -> datetime | None:
        """Return when people will have been there for that long, counted from `at`; local time.

        None if they are not there that long within four weeks.
        """
        since, left = at.astimezone(timezone.utc), open_time
        for opens, closes in self._open_times(at, _DAYS_AHEAD):
            begins = max(since, opens)
            if closes - begins >= left:
                return (begins + left).astimezone(self.zone)
            left -= max(closes - begins, timedelta(0))
        return None

    def _open_times(self, at: datetime, days: int) -> list[tuple[datetime, datetime]]:
        """From and until when people are there, the first first, without gap or overlap, in UTC.

        Those of so many days from `at` on, and of the day before: it may go on past midnight.
        """
        today = at.astimezone(self.zone).date()
        stretches = [
            self._stretch(day, opening)
            for day in (today + timedelta(days=ahead) for ahead in range(-1, days))
            for opening in self.openings(day)
        ]
        merged: list[tuple[datetime, datetime]] = []
        for opens, closes in sorted(stretches):
            if opens >= closes:  # within the hour that is left out in spring
                continue
            if merged and opens <= merged[-1][1]:
                opens, closes = merged[-1][0], max(merged.pop()[1], closes)
            merged.append((opens, closes))
        return merged

    def _stretch(self, day: date, opening: Opening) -> tuple[datetime, datetime]:
        closes, next_day = opening.closes, day + timedelta(days=1)
        if next_day in self.closed and closes <= opening.opens:
            closes = time.min
        last_day = next_day if closes <= opening.opens else day
        return self._moment(day, opening.opens), self._moment(last_day, closes)

    def _moment(self, day: date, local: time) -> datetime:
        """In UTC, where an hour lasts an hour whatever the clocks do."""
        return datetime.combine(day, local, self.zone).astimezone(timezone.utc)


def moment_in_words(moment: datetime, now: datetime) -> str:
    """Return a local moment as people say it: "Monday 08:00", with the date if it is far off.

    What is near is named twice, "tomorrow, Monday 08:00": a weekday alone could be next week's, and
    "tomorrow" alone is wrong for who reads it a day later.
    """
    today, day = now.astimezone(moment.tzinfo).date(), DAYS[moment.weekday()]
    away = moment.date() - today
    if away > timedelta(days=6):
        day += f" {moment.day} {MONTHS[moment.month - 1]}"
    near = {timedelta(0): "today, ", timedelta(days=1): "tomorrow, "}.get(away, "")
    return f"{near}{day} {moment:%H:%M}"
