"""What a question gets as the first one of a conversation, and why, in plain words."""

from __future__ import annotations

import math
from typing import Any

from core.answering import (
    Answer,
    AskAgain,
    Clarify,
    HandOff,
    History,
    Reason,
    Reply,
    Retrieval,
    Thresholds,
    decide_reply,
    decide_without_article,
)
from core.conversations import anger_in
from core.settings import Settings
from core.text import has_words

_MAX_HITS = 5


def outcome_to_json(
    retrieval: Retrieval, settings: Settings, thresholds: Thresholds
) -> dict[str, Any]:
    """Return the decision with its reason and what it rests on."""
    reply = _decide(retrieval, settings, thresholds)
    return {
        "decision": reply.decision.value,
        "reason": reply.reason.value if isinstance(reply, HandOff) else "",
        "words": _words(reply, retrieval, thresholds),
        "hits": [hit.to_json() for hit in retrieval.hits[:_MAX_HITS]],
        "answer": reply.hit.slug if isinstance(reply, Answer) else "",
    }


def shown_to_json(
    retrieval: Retrieval, settings: Settings, thresholds: Thresholds
) -> dict[str, Any]:
    """Return the decision and the titles of the articles that are shown, or offered."""
    reply = _decide(retrieval, settings, thresholds)
    hits = (reply.hit,) if isinstance(reply, Answer) else ()
    offered = reply.hits if isinstance(reply, Clarify) else ()
    return {"decision": reply.decision.value, "titles": [hit.title for hit in (*hits, *offered)]}


def _decide(retrieval: Retrieval, settings: Settings, thresholds: Thresholds) -> Reply:
    if not has_words(retrieval.question):
        return decide_without_article(History(failures=1))
    anger = anger_in(retrieval.question, settings.handoff.frustration)
    return decide_reply(retrieval, History(), thresholds, anger)


def _words(reply: Reply, retrieval: Retrieval, thresholds: Thresholds) -> str:
    sure = _two_digits(retrieval.confidence)
    if isinstance(reply, Answer):
        least = _two_digits(thresholds.answer)
        how = "It sounds upset: a kind word, and a person one tap away." if reply.kindly else ""
        return (
            f"{sure} is at least {least}, so Effie answers with “{reply.hit.title}”. {how}".strip()
        )
    if isinstance(reply, Clarify):
        sure = _why_not_at_once(retrieval, thresholds)
        asks = f"asks which of {len(reply.hits)} articles is meant"
        if len(reply.hits) == 1:
            asks = f"asks whether “{reply.hits[0].title}” is meant"
        return f"{sure}, so Effie {asks}."
    if isinstance(reply, AskAgain) and has_words(retrieval.question):
        return "It names a topic that no article leads to, so Effie asks for other words."
    if isinstance(reply, AskAgain):
        return "There is no word in it to look up, so Effie asks for other words."
    if isinstance(reply, HandOff) and reply.reason is Reason.FRUSTRATED:
        why = "It sounds upset with us, or upset and no answer is sure"
        return f"{why}, so Effie brings in a person."
    if not retrieval.hits:
        return "There is no article that could answer, so Effie brings in a person."
    return f"{sure} is below {_two_digits(thresholds.clarify)}, so Effie brings in a person."


def _why_not_at_once(retrieval: Retrieval, thresholds: Thresholds) -> str:
    sure = _two_digits(retrieval.confidence)
    if retrieval.confidence >= thresholds.answer:
        return f"{sure} would be enough for a question, but this only names a topic"
    return f"{sure} is below {_two_digits(thresholds.answer)}"


def _two_digits(confidence: float) -> str:
    """Round down: what is just below a threshold must not look as if it reached it."""
    return f"{math.floor(confidence * 100 + 1e-6) / 100:.2f}"
