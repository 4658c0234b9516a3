"""A draft, a problem found in one, and the context it is validated in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.articles.article import Article
from core.articles.effort_words import EffortWord
from core.text import plain


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
    titles: the live articles that have a title, as `plain` returns it
    questions: which other article each example question, as `plain` returns it, stands in
    """

    slugs: frozenset[str] | None = None
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    questions: Mapping[str, str] = field(default_factory=dict)
    effort_words: tuple[EffortWord, ...] = ()
    today: date | None = None


def titles_of(articles: Iterable[Article]) -> dict[str, tuple[str, ...]]:
    """Return the slugs of the articles that have each title, as `ValidationContext` has them."""
    found: dict[str, tuple[str, ...]] = {}
    for article in articles:
        title = plain(article.title)
        found[title] = (*found.get(title, ()), article.slug)
    return found


NOTHING_KNOWN = ValidationContext()
