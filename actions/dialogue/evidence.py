"""Why the bot said what it said, for staff to see."""

from __future__ import annotations

from typing import Any

from core.answering import (
    Answer,
    AnswerBoth,
    AskAgain,
    Clarify,
    HandOff,
    Hit,
    KeepWaiting,
    Message,
    Reply,
    Retrieval,
)

_MAX_HITS = 5
_DECISIONS: dict[type[Reply], str] = {
    Answer: "answer",
    AnswerBoth: "answer",
    Clarify: "clarify",
    HandOff: "hand_off",
    KeepWaiting: "keep_waiting",
    AskAgain: "ask_again",
}


def decision_name(reply: Reply) -> str:
    return _DECISIONS[type(reply)]


def evidence(message: Message, reply: Reply, retrieval: Retrieval) -> dict[str, Any]:
    """Return a decision with what it rests on."""
    if isinstance(reply, AnswerBoth):
        both = hits_to_json((reply.first, reply.second))
        return _evidence(message, decision_name(reply), "two_questions", both)
    reason = reply.reason.value if isinstance(reply, HandOff) else ""
    return _evidence(message, decision_name(reply), reason, hits_to_json(retrieval.hits))


def evidence_of_choice(message: Message) -> dict[str, Any]:
    """Return the evidence for an article that the customer picked from buttons."""
    return _evidence(message, _DECISIONS[Answer], "chosen", [])


def hits_to_json(hits: tuple[Hit, ...], most: int = _MAX_HITS) -> list[dict[str, Any]]:
    return [
        {"slug": hit.slug, "title": hit.title, "confidence": round(float(hit.confidence), 4)}
        for hit in hits[:most]
    ]


def _evidence(
    message: Message, decision: str, reason: str, hits: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "decision": decision,
        "reason": reason,
        "hits": hits,
        "intent": message.intent,
        "intent_confidence": round(message.confidence, 4),
    }
