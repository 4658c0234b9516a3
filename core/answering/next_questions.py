"""Which questions a customer is likely to ask next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from core.articles import MAX_NEXT_QUESTIONS


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
