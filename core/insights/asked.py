"""Which contacts a page of insights is about: a time, and what they have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.errors import BadInput

DEFAULT_DAYS = 90
MAX_INSIGHT_DAYS = 800  # on one page
FILTERS = ("segment", "channel", "queue", "article", "language")
OWN_LANGUAGE = "own"  # in an address: the assistant's, which the record calls ""
NO_QUEUE = "none"  # in an address: of contacts without a person


@dataclass(frozen=True)
class Scope:
    """since, until: days in UTC, both included; "" where nothing is asked of the others."""

    since: date
    until: date
    segment: str = ""
    channel: str = ""
    queue: str = ""
    article: str = ""
    language: str = ""

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1

    @property
    def filters(self) -> dict[str, str]:
        """What is asked of them besides the time."""
        return {name: value for name in FILTERS if (value := getattr(self, name))}

    def over_by(self, today: date, days: int) -> Scope | None:
        """Return those of which it is known whether they came back within so many days."""
        until = min(self.until, today - timedelta(days=days + 1))
        return replace(self, until=until) if until >= self.since else None


def read_scope(asked: Mapping[str, str], today: date) -> Scope:
    """Return what an address asks for; the last 90 days if it names no time.

    Raises BadInput for days that are none, or too many.
    """
    until = _day(asked.get("until", ""), today)
    since = _day(asked.get("since", ""), until - timedelta(days=DEFAULT_DAYS - 1))
    if since > until:
        raise BadInput("The first day is after the last one. Change one of them.")
    if (until - since).days >= MAX_INSIGHT_DAYS:
        raise BadInput(f"Ask for at most {MAX_INSIGHT_DAYS} days at a time.")
    return Scope(since, until, **{name: asked.get(name, "") for name in FILTERS})


def _day(text: str, otherwise: date) -> date:
    if not text:
        return otherwise
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadInput("Write a day as 2026-03-31.") from None
    if not date(2000, 1, 1) <= day <= date(2200, 1, 1):
        raise BadInput("Choose a day of this century.")
    return day
