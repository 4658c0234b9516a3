"""Why the bot said what it said, for staff to see."""

from __future__ import annotations

from dataclasses import replace

from core.answering import (
    AnswerBoth,
    Care,
    Decline,
    HandOff,
    Hit,
    Message,
    OfferPerson,
    Reason,
    Reply,
    Retrieval,
)
from core.conversations import CHOSEN, TWO_QUESTIONS, Decision, Evidence

_MAX_HITS = 5


def evidence(message: Message, reply: Reply, retrieval: Retrieval) -> Evidence:
    """Return what a reply to a message rests on."""
    if isinstance(reply, AnswerBoth):
        return _evidence(message, reply.decision, TWO_QUESTIONS, (reply.first, reply.second))
    reason = reply.reason.value if isinstance(reply, HandOff) else ""
    return _evidence(message, reply.decision, reason, retrieval.hits[:_MAX_HITS])


def evidence_of_telling(message: Message, fact: str, retrieval: Retrieval | None) -> Evidence:
    """Return the evidence for what no article says; `fact` is "" for the customer's account."""
    hits = retrieval.hits[:_MAX_HITS] if retrieval else ()
    return replace(_evidence(message, Decision.TELL, "", hits), fact=fact)


def evidence_beyond(
    message: Message, act: Care | Decline | OfferPerson, retrieval: Retrieval
) -> Evidence:
    """Return why somebody is cared for, declined, or offered a person where no article fits."""
    hits = retrieval.hits[:_MAX_HITS]
    match act:
        case Care(topic, at_once):
            decision = Decision.HAND_OFF if at_once else Decision.OFFER_PERSON
            found = _evidence(message, decision, Reason.SENSITIVE.value, hits)
            return replace(found, sensitive=topic)
        case Decline(kind, is_sure=True):
            return _evidence(message, Decision.DECLINE, kind.value, hits)
        case Decline() | OfferPerson():
            return _evidence(message, Decision.OFFER_PERSON, Reason.NOTHING_FITS.value, hits)


def evidence_of_choice(message: Message) -> Evidence:
    """Return the evidence for an article that the customer picked from buttons."""
    return _evidence(message, Decision.ANSWER, CHOSEN)


def _evidence(
    message: Message, decision: Decision, reason: str, hits: tuple[Hit, ...] = ()
) -> Evidence:
    return Evidence(decision, reason, hits, message.intent, message.confidence)
