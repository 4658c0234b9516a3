"""Customers' questions as example questions: which mean the same, and what the engine says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from core.answering import look_up
from core.suggested_examples import Check
from core.wording import Synonyms
from knowledge_base.encoding import Vectors
from knowledge_base.retrieval import Engine

SAME_QUESTION = 0.92  # inner product from which on two wordings teach nothing more than one


def same_questions(
    words: Sequence[str], known: Sequence[str], encode: Callable[[Sequence[str]], Vectors]
) -> list[int]:
    """Return for each wording the place of the first that says the same.

    Places count through what is known and then on through the words themselves: one that is like
    nothing before it gets its own.
    """
    if not words:
        return []
    vectors = encode([*known, *words])
    places: list[int] = []
    firsts = list(range(len(known)))  # what others are compared with
    for place in range(len(known), len(vectors)):
        likeness = vectors[firsts] @ vectors[place] if firsts else np.zeros(0)
        best = int(likeness.argmax()) if len(likeness) else -1
        if best >= 0 and likeness[best] >= SAME_QUESTION:
            places.append(firsts[best])
        else:
            firsts.append(place)
            places.append(place)
    return places


def check_examples(
    asked: Sequence[tuple[str, str]], engine: Engine, synonyms: Synonyms
) -> list[Check]:
    """Return what the engine makes of (words, article's slug), as its articles are now."""
    words, slugs = [each for each, _ in asked], [slug for _, slug in asked]
    found = look_up(engine.search_all, words, synonyms)
    checks = []
    for slug, retrieval, like in zip(slugs, found, engine.likeness(words, slugs), strict=True):
        sure = {hit.slug: hit.confidence for hit in retrieval.hits}
        rival = next((hit for hit in retrieval.hits if hit.slug != slug), None)
        checks.append(
            Check(
                sure=sure.get(slug, 0.0),
                rival=rival.slug if rival else "",
                rival_sure=rival.confidence if rival else 0.0,
                known=like.own >= SAME_QUESTION,
                taken=like.others >= SAME_QUESTION and like.others > like.own,
            )
        )
    return checks
