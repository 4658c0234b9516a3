"""A question that needs the one before ("and abroad?"), and what it gets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from core.answering.decision import (
    MAX_CHOICES,
    Clarify,
    History,
    Reply,
    Thresholds,
    choices_of,
    decide_reply,
    decide_without_article,
    is_sure,
)
from core.answering.question_form import is_contextual, is_short
from core.answering.retrieval import Retrieval
from core.conversations import Anger, Hit

MAX_CONTEXT_LENGTH = 40  # words; of a longer chain of questions the first ones are left out
BEYOND_DOUBT = 0.9  # so surely found by itself, a question stands by itself
_MAX_EXPLAINED = 0.75  # of a question, by the article that was shown right before it
# How much surer what is found with the question before must be than what the words find alone.
_PRIOR_OF_JOINED = 0.9
ENOUGH_TOGETHER = 0.5  # of what all ways to put a correction allow
_IN_ITS_PLACE = 2  # how much a question put right counts beside the mere words of a correction
_NEVER_LESS = 0.02  # the likelihood of an article that one way to put a question does not find
_ODDS_ON_A_BUTTON = 4.0  # who is asked "which one?" answers that more often than they ask anew


def needs_context(retrieval: Retrieval, thresholds: Thresholds, *, is_choice: bool = False) -> bool:
    """Tell whether a question may make sense only with the one before ("and if it doesn't come?").

    It points at something said before, or is short and finds nothing by itself.

    is_choice: buttons wait; then short words are more often about what they are about
    """
    question = retrieval.question
    if is_contextual(question):
        return retrieval.confidence < max(thresholds.answer, BEYOND_DOUBT)
    enough = thresholds.answer if is_choice else thresholds.clarify
    return is_short(question) and retrieval.confidence < enough


def in_context(before: str, question: str) -> str:
    """Return a question with the one before it, as they are searched; the latest words count."""
    return " ".join(f"{before} {question}".split()[-MAX_CONTEXT_LENGTH:])


def together(alone: Retrieval, put_right: Retrieval) -> Retrieval:
    """Return what a correction's own words and the question put right lead to, both of them.

    Each speaks for an article as much as it finds it likely, the question put right twice.
    """
    known = {hit.slug: hit for each in (alone, put_right) for hit in each.hits}
    weights = {
        slug: _likely(alone, slug) * _likely(put_right, slug) ** _IN_ITS_PLACE for slug in known
    }
    whole = sum(weights.values())
    hits = [replace(known[slug], confidence=weight / whole) for slug, weight in weights.items()]
    return replace(put_right, hits=tuple(sorted(hits, key=lambda hit: -hit.confidence)))


def _likely(found: Retrieval, slug: str) -> float:
    return max(_NEVER_LESS, *(hit.confidence for hit in found.hits if hit.slug == slug), 0.0)


def outweighs(joined: Retrieval, alone: Retrieval) -> bool:
    """Tell whether a question is better read with the one before it than by itself."""
    return joined.confidence * _PRIOR_OF_JOINED >= alone.confidence


def with_buttons(retrieval: Retrieval, offered: Collection[str]) -> Retrieval:
    """Count that these articles stand on buttons that wait for an answer: their odds are better.

    The others, known and unknown, become less likely by as much.
    """
    on_buttons = sum(hit.confidence for hit in retrieval.hits if hit.slug in offered)
    whole = 1 + on_buttons * (_ODDS_ON_A_BUTTON - 1)
    weighed = (
        replace(hit, confidence=hit.confidence * _odds(hit.slug, offered) / whole)
        for hit in retrieval.hits
    )
    hits = tuple(sorted(weighed, key=lambda hit: -hit.confidence))
    return replace(retrieval, hits=hits)


def exclude(retrieval: Retrieval, shown: Collection[str]) -> Retrieval:
    """Leave out the articles just shown: who asks on does not ask for them again.

    The others take over most of their probability.
    """
    explained = sum(hit.confidence for hit in retrieval.hits if hit.slug in shown)
    share = 1 - min(explained, _MAX_EXPLAINED)
    others = (hit for hit in retrieval.hits if hit.slug not in shown)
    hits = tuple(replace(hit, confidence=min(1.0, hit.confidence / share)) for hit in others)
    return replace(retrieval, hits=hits)


def decide_next(
    found: Retrieval,
    alone: Retrieval,
    usual: Sequence[Hit],
    history: History,
    thresholds: Thresholds,
    anger: Anger = Anger.NONE,
) -> Reply:
    """Decide what a question gets that points back at an answer; that answer is excluded already.

    found: what was found for it with the question before; only this may be answered at once
    alone: what was found for it by itself: somebody may have come to something else
    usual: what is usually asked next; offered where nothing likelier is
    """
    if is_sure(found, history, thresholds) or history.waiting or anger is not Anger.NONE:
        return decide_reply(found, history, thresholds, anger)
    choices = choices_of(_likelier(found, alone), history, thresholds)
    if is_contextual(found.question):
        known = {hit.slug for hit in choices}
        choices = (*choices, *(hit for hit in usual if hit.slug not in known))[:MAX_CHOICES]
    if choices and history.failures < history.max_failures:
        return Clarify(choices)
    return decide_without_article(replace(history, failures=history.failures + 1))


def _likelier(one: Retrieval, other: Retrieval) -> Retrieval:
    """Return the hits of both; an article is as likely as the surer one says."""
    by_slug: dict[str, Hit] = {}
    for hit in (*one.hits, *other.hits):
        by_slug[hit.slug] = max(by_slug.get(hit.slug, hit), hit, key=lambda h: h.confidence)
    hits = sorted(by_slug.values(), key=lambda hit: -hit.confidence)
    return replace(one, hits=tuple(hits))


def _odds(slug: str, offered: Collection[str]) -> float:
    return _ODDS_ON_A_BUTTON if slug in offered else 1.0
