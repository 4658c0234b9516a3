"""Reading `settings/hours.yml`: when each team is there."""

from __future__ import annotations

import re
from datetime import date, time
from zoneinfo import ZoneInfo

from core.handoffs import Hours, Opening
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_STRETCH = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:24:00|([01]\d|2[0-3]):([0-5]\d))\Z")


def read_teams(folder: SettingsFolder) -> dict[str, Hours]:
    """Read `hours.yml` as each team's opening hours; raises Fault."""
    file = read_yaml(folder / "hours.yml", "timezone", "teams", "closed")
    zone, closed = _zone(file), frozenset(_closed_days(file))
    return {
        name: Hours(
            _zone(team) if "timezone" in team else zone,
            tuple(_day(team, day) for day in DAYS),
            closed,
        )
        for name, team in file.names("teams").sections("timezone", *DAYS)
    }


def _zone(file: Section) -> ZoneInfo:
    name = file.text("timezone")
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise file.fault("timezone", f"'{name}' is no time zone, as Europe/London is.") from None


def _closed_days(file: Section) -> list[date]:
    days = file.plain("closed") or []
    if not isinstance(days, list) or not all(type(day) is date for day in days):
        raise file.fault("closed", "'closed' must be a list of dates, as 2026-12-25.")
    return days


def _day(team: Section, day: str) -> tuple[Opening, ...]:
    if day not in team:
        return ()
    return tuple(_stretch(team, day, text) for text in team.texts(day))


def _stretch(team: Section, day: str, text: str) -> Opening:
    match = _STRETCH.match(text)
    if match is None:
        problem = f'\'{text}\' is no stretch of time, as "08:00-20:00" or "22:00-06:00" is.'
        raise team.fault(day, problem)
    opens, closes = time(int(match[1]), int(match[2])), time(int(match[3] or 0), int(match[4] or 0))
    if opens == closes != time.min:
        problem = f"'{text}' ends when it begins. Write \"00:00-24:00\" for a whole day."
        raise team.fault(day, problem)
    return Opening(opens, closes)
