"""Of which segment a customer is, by rules over what is known of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from enum import Enum
from typing import TypeAlias

from core.conversations import Profile
from core.handoffs.segmenting.conditions import Condition

CONTACTS = "contacts"  # how many conversations they have had before; counted, not signed
_DAY_SECONDS = 86_400


class FactKind(str, Enum):
    """What a fact's value is."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


Rule: TypeAlias = Mapping[str, Condition]  # by fact; all of them must hold
Kinds: TypeAlias = Mapping[str, FactKind]


@dataclass(frozen=True)
class SegmentRules:
    """Who is of which segment: the first rule that fits, in the order of the segments.

    kinds: what the facts are that the host site signs
    by_segment: the rules of those segments that have one
    """

    kinds: Kinds = field(default_factory=dict)
    by_segment: Mapping[str, Rule] = field(default_factory=dict)

    @property
    def count_contacts(self) -> bool:
        """Tell whether any rule asks for the number of contacts."""
        return any(CONTACTS in rule for rule in self.by_segment.values())

    def segment_of(self, profile: Profile, contacts: int, at: datetime) -> str:
        """Return the first segment whose rule fits, "" if none does.

        contacts: how many conversations they have had before; at: now
        """
        facts = dict(profile.facts)
        values: dict[str, str | float | None] = {
            name: _value(facts.get(name, ""), kind, at) for name, kind in self.kinds.items()
        }
        values[CONTACTS] = contacts
        for segment, rule in self.by_segment.items():
            if all(_holds(condition, values.get(fact)) for fact, condition in rule.items()):
                return segment
        return ""


def same(text: str) -> str:
    """Return a text as it is compared."""
    return " ".join(text.split()).casefold()


def _holds(condition: Condition, value: str | float | None) -> bool:
    """Tell whether a condition holds; of what is not known none does."""
    return value is not None and condition.holds(value)


def _value(text: str, kind: FactKind, at: datetime) -> str | float | None:
    """Return a fact as its kind, a date as how many days ago it was; None for what is none."""
    if not text:
        return None
    if kind is FactKind.TEXT:
        return same(text)
    try:
        if kind is FactKind.NUMBER:
            number = float(text)
            return number if math.isfinite(number) else None
        return _days_ago(text, at)
    except (ValueError, OverflowError, OSError):
        return None


def _days_ago(text: str, at: datetime) -> float:
    if "-" in text[1:]:
        days = (at.date() - date.fromisoformat(text[:10])).days
        return 0 if days == -1 else days  # where they are, tomorrow has begun already
    since = datetime.fromtimestamp(float(text), timezone.utc)
    return (at - since).total_seconds() // _DAY_SECONDS
