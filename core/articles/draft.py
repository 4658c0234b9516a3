"""A draft, a problem found in one, and the context it is validated in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.articles.effort_words import EffortWord


@dataclass(frozen=True)
class Draft:
    """What an editor holds: an article's parts as they were typed. review: an ISO date or ""."""

    title: str = ""
    short: str = ""
    steps: tuple[str, ...] = ()
    more: str = ""
    questions: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    audience: str = "everyone"
    tags: tuple[str, ...] = ()
    owner: str = ""
    review: str = ""


@dataclass(frozen=True)
class Problem:
    """One thing to put right, in words for who writes the article.

    field: as in Draft, or "slug"
    item: which one, where the field is a list
    blocking: it can't be published like this
    """

    field: str
    item: int | None
    words: str
    blocking: bool


@dataclass(frozen=True)
class ValidationContext:
    """What an article is checked against: the others. What isn't known (None) is not checked.

    slugs: of all articles there are, None if not known
    questions: which other article each example question, as `plain` returns it, stands in
    """

    slugs: frozenset[str] | None = None
    questions: Mapping[str, str] = field(default_factory=dict)
    effort_words: tuple[EffortWord, ...] = ()
    today: date | None = None


NOTHING_KNOWN = ValidationContext()
