"""Reading `settings/company.yml`: what the assistant tells about the company itself."""

from __future__ import annotations

import re
from datetime import date

from core.subjects import Company, Fact, NamedDay
from core.text import plain
from store.settings_files.reading.folder import SettingsFolder
from store.settings_files.reading.yaml_reader import Section, read_yaml

_MONTH_AND_DAY = re.compile(r"(\d\d)-(\d\d)\Z")
_LEAP_YEAR = 2028  # has every day there is


def read_company(folder: SettingsFolder) -> Company:
    """Read the file; raises Fault naming the line and what to write instead.

    What is left out is not told.
    """
    file = read_yaml(folder / "company.yml", "phone", "email", "place", "questions", "named_days")
    questions = file.section("questions", *(fact.value for fact in Fact))
    days = file.names("named_days") if "named_days" in file else None
    return Company(
        phone=_text(file, "phone"),
        email=_text(file, "email"),
        place=_text(file, "place"),
        questions={fact: questions.texts(fact.value) for fact in Fact if fact.value in questions},
        named_days=_named_days(days) if days else {},
    )


def _text(file: Section, key: str) -> str:
    return file.text(key) if key in file else ""


def _named_days(section: Section) -> dict[str, NamedDay]:
    days: dict[str, NamedDay] = {}
    for name in section:
        words = _day_name(section, name)
        if words in days:
            raise section.fault(name, f"'{name}' stands here twice; keep one of them.")
        days[words] = _named_day(section, name)
    return days


def _day_name(section: Section, name: str) -> str:
    """Return a name as customers' words are compared with it: whole words of theirs."""
    words = plain(name).replace("’", "'")
    if not (words[:1].isalnum() and words[-1].isalnum()):
        raise section.fault(name, f"'{name}' must begin and end with a letter or digit.")
    return words


def _named_day(section: Section, name: str) -> NamedDay:
    value = section.plain(name)
    if type(value) is date:
        return NamedDay(value.month, value.day, value.year)
    found = _MONTH_AND_DAY.match(value) if isinstance(value, str) else None
    try:
        if found is not None:
            day = date(_LEAP_YEAR, int(found[1]), int(found[2]))
            return NamedDay(day.month, day.day)
    except ValueError:
        pass
    problem = f"'{name}' must be a day of every year, as 12-25, or a date, as 2027-03-26."
    raise section.fault(name, problem)
