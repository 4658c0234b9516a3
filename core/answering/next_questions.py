"""Which questions a customer is likely to ask next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from core.articles import MAX_NEXT_QUESTIONS, Article, sentences_of

MAX_TOLD_NEXT_LENGTH = 200  # characters: what nobody asked for is told in passing


@dataclass(frozen=True)
class NextRules:
    """What `settings/next_questions.yml` says.

    learned_from: how often an article must have been asked for until what was learned is offered;
        until then what people chose for it stands
    told_from: the share of customers who must go on to a next question for it to be told; above 1
        none is
    """

    learned_from: float = 20.0
    told_from: float = 2.0


@dataclass(frozen=True)
class TellAhead:
    """A next question that is answered before it is asked. answer: one sentence, Markdown."""

    slug: str
    title: str
    answer: str


@dataclass(frozen=True)
class NextQuestion:
    """An article offered under the answer to another."""

    slug: str
    title: str


def next_questions(
    curated: Sequence[str], titles: Mapping[str, str], shown: Collection[str]
) -> tuple[NextQuestion, ...]:
    """Return at most three curated next questions, leaving out what was already shown.

    curated: slugs in the order their article gives them
    titles: of all articles there are; a slug without one is skipped
    """
    unseen = (slug for slug in dict.fromkeys(curated) if slug in titles and slug not in shown)
    return tuple(NextQuestion(slug, titles[slug]) for slug in unseen)[:MAX_NEXT_QUESTIONS]


def tell_ahead(article: Article | None) -> TellAhead | None:
    """Return an article in one sentence, its first; None if that is long, or the article gone."""
    if article is None:
        return None
    first = next(iter(sentences_of(article)), None)
    if first is None or not first.is_short or len(first.text) > MAX_TOLD_NEXT_LENGTH:
        return None
    return TellAhead(article.slug, article.title, first.text)
