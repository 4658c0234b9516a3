"""Asking a knowledge base its own example questions, held out, so that nobody has to label any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.answering import Retrieval
from core.articles import Article
from knowledge_base.evaluation.labelled import LabelledQueries, join, tabulate_queries
from knowledge_base.evaluation.metrics import NOTHING_FITS
from knowledge_base.retrieval import UNKNOWN_SHARE, Engine

ROUNDS = 5


def cross_validate(
    articles: Sequence[Article],
    build: Callable[[Sequence[Article]], Engine],
    unknown_share: float = UNKNOWN_SHARE,
) -> LabelledQueries | None:
    """Return each example question as answered by an engine that has not read it.

    In each round a fifth of the articles is taken away, so that nothing fits their questions, and
    a fifth of the other articles' questions is held out. Deterministic. None if there is too
    little to hold out: one article, or one question each.
    """
    if len(articles) < 2:
        return None
    parts = [part for number in range(ROUNDS) if (part := _round(articles, build, number))]
    if not parts:
        return None
    return join(parts).with_unknown_share(unknown_share)


def _round(
    articles: Sequence[Article], build: Callable[[Sequence[Article]], Engine], number: int
) -> LabelledQueries | None:
    kept: list[Article] = []
    queries: list[tuple[str, str]] = []
    for place, article in enumerate(articles):
        if place % ROUNDS == number:
            queries += [(NOTHING_FITS, question) for question in article.questions]
            continue
        held_out = _held_out(article, number)
        queries += [(article.slug, question) for question in held_out]
        rest = tuple(question for question in article.questions if question not in held_out)
        kept.append(replace(article, questions=rest))
    if not kept or not queries:
        return None
    found: list[Retrieval] = build(kept).search_all([question for _, question in queries])
    return tabulate_queries([label for label, _ in queries], found)


def _held_out(article: Article, number: int) -> tuple[str, ...]:
    """Every fifth question, as long as one is left."""
    return article.questions[number::ROUNDS] if len(article.questions) > 1 else ()
