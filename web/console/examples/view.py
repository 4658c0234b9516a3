"""Suggested examples as the console's pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.suggested_examples import Standing, SuggestedExample, SuggestionState, in_order
from core.text import plain
from store.articles import ArticleRecord

MAX_SHOWN_EXAMPLES = 200
READY, LOOK = "ready", "look"
VIEWS = {
    READY: "Ready",
    LOOK: "Needs a look",
    SuggestionState.ACCEPTED.value: "Accepted",
    SuggestionState.DECLINED.value: "Declined",
}
_STANDINGS = {
    Standing.READY: ("good", "ready"),
    Standing.CONTESTED: ("bad", "two articles"),
    Standing.COMPETES: ("warn", "reads like another article’s"),
    Standing.MASKED: ("warn", "something left out"),
    Standing.UNSURE: ("", "not sure yet"),
    Standing.KNOWN: ("", "the article has it already"),
}


@dataclass(frozen=True)
class ExampleRow:
    """A suggested example, and what people read of it."""

    suggestion: SuggestedExample
    rivals: tuple[str, ...]  # titles

    @property
    def chip(self) -> tuple[str, str]:
        """Return the colour and words of what stands in its way."""
        return _STANDINGS[self.suggestion.standing]

    @property
    def percent(self) -> int:
        """How sure, in whole percent; never more than can be known."""
        return min(99, round(self.suggestion.sure * 100))


@dataclass(frozen=True)
class ExampleGroup:
    """The suggested examples of one article."""

    slug: str
    title: str
    rows: tuple[ExampleRow, ...]


def rows_in(view: str, found: Iterable[SuggestedExample]) -> list[SuggestedExample]:
    """Return those of a view, what most people taught at the front; what is known is left out."""
    fresh = [each for each in in_order(found) if each.standing is not Standing.KNOWN]
    if view == READY:
        return [each for each in fresh if each.standing is Standing.READY]
    if view == LOOK:
        return [each for each in fresh if each.standing is not Standing.READY]
    return list(in_order(found))


def groups_of(
    found: Iterable[SuggestedExample], titles: Mapping[str, str]
) -> tuple[ExampleGroup, ...]:
    """Return them by article, in the order of each article's first."""
    by_article: dict[str, list[ExampleRow]] = {}
    for each in found:
        rivals = tuple(titles.get(rival, rival) for rival in each.rivals)
        by_article.setdefault(each.article, []).append(ExampleRow(each, rivals))
    return tuple(
        ExampleGroup(slug, titles.get(slug, slug), tuple(rows)) for slug, rows in by_article.items()
    )


def unpublished(record: ArticleRecord, taken: Iterable[str]) -> int:
    """Return how many accepted examples stand in an article's draft and not in what is live."""
    if record.draft is None:
        return 0
    live = {plain(each) for each in record.live.questions} if record.live else set[str]()
    drafted = {plain(each) for each in record.draft.draft.questions}
    return len({plain(each) for each in taken} & (drafted - live))
