"""A question that needs the one before ("and abroad?"), and what it gets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from core.answering.decision import (
    MAX_CHOICES,
    Clarify,
    History,
    Reply,
    Retrieval,
    Thresholds,
    choices_of,
    decide_reply,
    decide_without_article,
    is_sure,
)
from core.answering.question_form import is_contextual, is_short
from core.conversations import Hit

MAX_CONTEXT_LENGTH = 40  # words; of a longer chain of questions the first ones are left out
_MAX_EXPLAINED = 0.75  # of a question, by the article that was shown right before it


def needs_context(retrieval: Retrieval, thresholds: Thresholds) -> bool:
    """Tell whether a question makes sense only with the one before ("and if it doesn't come?").

    It points at something said before, or is short and finds nothing by itself.
    """
    question = retrieval.question
    if retrieval.confidence >= thresholds.answer:
        return False
    return is_contextual(question) or (
        is_short(question) and retrieval.confidence < thresholds.clarify
    )


def in_context(before: str, question: str) -> str:
    """Return a question with the one before it, as they are searched; the latest words count."""
    return " ".join(f"{before} {question}".split()[-MAX_CONTEXT_LENGTH:])


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
    frustrated: bool = False,
) -> Reply:
    """Decide what a question gets that points back at an answer; that answer is excluded already.

    found: what was found for it with the question before; only this may be answered at once
    alone: what was found for it by itself: somebody may have come to something else
    usual: what is usually asked next; offered where nothing likelier is
    """
    if is_sure(found, history, thresholds) or history.waiting or frustrated:
        return decide_reply(found, history, thresholds, frustrated)
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
