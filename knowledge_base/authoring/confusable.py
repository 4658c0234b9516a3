"""Articles that are confused with each other: example questions, asked as if unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from core.answering import Retrieval
from knowledge_base.retrieval import Engine

FOLDS = 2  # half of the example questions is held out at a time
MAX_COMPETITORS = 4  # articles that are looked at from their side too
_NEARLY = 0.5  # of the right article's confidence: then it could go either way
_MIN_CONFIDENCE = 0.1  # confidence; below, neither is found


@dataclass(frozen=True)
class Competitor:
    """An article that competes with another one.

    confusions_in: the other one's example questions that are, or nearly are, taken for this one's
    confusions_out: its own that are, or nearly are, taken for the other one's
    """

    slug: str
    title: str
    confusions_in: tuple[str, ...]
    confusions_out: tuple[str, ...]


def competitors_of(slug: str, engine: Engine) -> list[Competitor]:
    """Return the articles that compete with one in the engine, the worst first."""
    asked = list(_asked_held_out(slug, engine))
    near = dict.fromkeys(hit.slug for _, found in asked for hit in found.hits if hit.slug != slug)
    confused = {other: _won(other, slug, asked) for other in near}
    worst = sorted(near, key=lambda other: -len(confused[other]))[:MAX_COMPETITORS]
    found = []
    for other in worst:
        confusions_out = _won(slug, other, _asked_held_out(other, engine))
        article = engine.article(other)
        if article is not None and (confused[other] or confusions_out):
            found.append(Competitor(other, article.title, confused[other], confusions_out))
    return sorted(found, key=lambda each: -len(each.confusions_in) - len(each.confusions_out))


def _asked_held_out(slug: str, engine: Engine) -> Iterator[tuple[str, Retrieval]]:
    """Ask an article's example questions, each of an engine that has not read it."""
    article = engine.article(slug)
    if article is None:
        return
    for fold in range(min(FOLDS, len(article.questions))):
        held_out = article.questions[fold::FOLDS]
        rest = tuple(question for question in article.questions if question not in held_out)
        without = engine.with_changes({slug: replace(article, questions=rest)})
        yield from zip(held_out, without.search_all(held_out), strict=True)


def _won(winner: str, owner: str, asked: Iterable[tuple[str, Retrieval]]) -> tuple[str, ...]:
    return tuple(question for question, found in asked if _wins(winner, owner, found))


def _wins(winner: str, owner: str, found: Retrieval) -> bool:
    sure = {hit.slug: hit.confidence for hit in found.hits}
    theirs = sure.get(winner, 0.0)
    return theirs >= _MIN_CONFIDENCE and theirs >= _NEARLY * sure.get(owner, 0.0)
