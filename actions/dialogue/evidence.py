"""Why the bot said what it said, for staff to see."""

from __future__ import annotations

from core.answering import AnswerBoth, HandOff, Hit, Message, Reply, Retrieval
from core.conversations import CHOSEN, TWO_QUESTIONS, Decision, Evidence

_MAX_HITS = 5


def evidence(message: Message, reply: Reply, retrieval: Retrieval) -> Evidence:
    """Return what a reply to a message rests on."""
    if isinstance(reply, AnswerBoth):
        return _evidence(message, reply.decision, TWO_QUESTIONS, (reply.first, reply.second))
    reason = reply.reason.value if isinstance(reply, HandOff) else ""
    return _evidence(message, reply.decision, reason, retrieval.hits[:_MAX_HITS])


def evidence_of_choice(message: Message) -> Evidence:
    """Return the evidence for an article that the customer picked from buttons."""
    return _evidence(message, Decision.ANSWER, CHOSEN)


def _evidence(
    message: Message, decision: Decision, reason: str, hits: tuple[Hit, ...] = ()
) -> Evidence:
    return Evidence(decision, reason, hits, message.intent, message.confidence)
