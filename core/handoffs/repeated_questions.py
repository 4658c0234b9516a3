"""Noticing when an agent asks for what the context context already holds.

Having to say everything twice is what customers resent most about being passed on. The rule looks
for clear cases only: a figure that supervisors distrust is worth nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from core.conversations import Author, Utterance
from core.handoffs.context import HandoffContext


class RequestedInfo(str, Enum):
    """What customers get asked for; anything else they were asked is called by its fact's name."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    QUESTION = "question"
    TRIED = "tried"


_LABELS = {
    RequestedInfo.NAME: "their name",
    RequestedInfo.EMAIL: "their e-mail address",
    RequestedInfo.PHONE: "their phone number",
    RequestedInfo.QUESTION: "what it is about",
    RequestedInfo.TRIED: "what they have tried",
}
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_ASKING = re.compile(
    r"\?\s*$|\b(?:could|can|may|might|would) (?:you|i|we)\b"
    r"|\bplease (?:tell|give|send|share|confirm|provide|let|write|type|explain|describe)\b"
    r"|\b(?:tell|give|send) (?:me|us)\b|\b(?:i|we)(?:'ll| will)? need\b|\bwhat(?:'s| is| was)\b"
)
# What stands right before a thing that is asked for: "what's your …", "may I have your …".
_GIVE = (
    r"\b(?:what(?:'s| is| was)|which(?: is)?|have|get|take|know|give|tell|send|confirm|share"
    r"|provide|need|leave|type)(?: me| us)?(?: again)? "
)
_YOURS = _GIVE + r"(?:(?:your|the best|a good) )"
_FOR = {
    RequestedInfo.NAME: re.compile(
        _YOURS + r"(?:full |first |last )?(?:name|surname)\b"
        r"|\bwho (?:am i|are we|i am|we are) (?:speaking|talking|chatting|writing)\b"
    ),
    RequestedInfo.EMAIL: re.compile(
        _YOURS + r"[\w ]{0,20}\be-?mail\b|\b(?:what|which) e-?mail(?: address)?\b"
    ),
    RequestedInfo.PHONE: re.compile(
        _YOURS + r"[\w ]{0,20}\b(?:phone|mobile|telephone|contact) number\b"
        r"|\b(?:what|which) (?:(?:phone|mobile|telephone|contact) )?number\b[\w ]{0,20}"
        r"\b(?:call|reach|ring|best)\b"
    ),
    RequestedInfo.QUESTION: re.compile(
        r"\bhow (?:can|may) (?:i|we) (?:help|assist)\b(?!.*\b(?:else|further|other)\b)"
        r"|\bwhat can (?:i|we) (?:do for|help) you\b(?!.*\b(?:else|further|other)\b)"
        r"|\bwhat(?:'s| is| was| seems to be) (?:the|your) (?:problem|issue|question|request)\b"
        r"|\b(?:describe|explain|tell me (?:about|more about)) (?:the|your) "
        r"(?:problem|issue|question|request|situation)\b"
        r"|\bwhat (?:is this|is it|'s this) about\b|\b(?:tell me|explain|describe) what happened\b"
    ),
    RequestedInfo.TRIED: re.compile(
        r"\bwhat (?:have|did) you (?:already )?tr(?:ied|y)\b"
        r"|\b(?:have|did) you (?:already )?(?:tried|try) (?:anything|any of|the steps|something)\b"
        r"|\b(?:have|did) you (?:already )?(?:read|seen|see|looked at|look at|checked|check) "
        r"(?:the|our|any) (?:\w+ )?(?:articles?|help|faqs?|guide|steps)\b"
        r"(?!.*\bi (?:sent|linked|gave)\b)"
    ),
}
_EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.,;:!?)]+")
_PHONE = re.compile(r"\+?\d(?:[ ()/-]{0,2}\d){7,14}")
_CALLED = re.compile(r"\b(?:my name is|my name's|this is|i am called)\s+[^\W\d_]+", re.IGNORECASE)
_TRIED = re.compile(r"\b(?:i(?:'ve| have)?(?: already)?) (?:tried|checked|restarted)\b")


def asked_for(text: str, facts: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what an agent's message asks for: kinds of `RequestedInfo`, and names of facts."""
    found: dict[str, None] = {}
    for sentence in _asking(text):
        for kind, pattern in _FOR.items():
            if pattern.search(sentence):
                found[kind.value] = None
        for fact in facts:
            if _names(sentence, fact):
                found[fact] = None
    return tuple(found)


def repeated_questions(text: str, context: HandoffContext) -> tuple[str, ...]:
    """Return what an agent's message asks for although the context, as it was then, holds it."""
    facts = [name for name, value in context.profile.facts if value]
    return tuple(what for what in asked_for(text, facts) if what in facts or _holds(context, what))


def label_of(what: str) -> str:
    """Return what was asked for in words; a fact goes by its name."""
    try:
        return _LABELS[RequestedInfo(what)]
    except ValueError:
        return f"their {what}"


def _asking(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.findall(text.lower().replace("’", "'")):
        if _ASKING.search(sentence):
            yield sentence


def _names(sentence: str, fact: str) -> bool:
    """Tell whether a question is about a fact: "which plan are you on", "what's your plan"."""
    name = re.escape(fact.lower().replace("_", " "))
    return bool(re.search(rf"\b(?:which|what) {name}\b|{_YOURS}{name}\b", sentence))


def _holds(context: HandoffContext, what: str) -> bool:
    if what == RequestedInfo.NAME:
        return bool(context.profile.name) or _said(context.transcript, _CALLED)
    if what == RequestedInfo.EMAIL:
        return _known(context, _EMAIL)
    if what == RequestedInfo.PHONE:
        return _known(context, _PHONE)
    if what == RequestedInfo.QUESTION:
        return bool(context.effort.first_question)
    return bool(context.effort.articles) or _said(context.transcript, _TRIED)


def _known(context: HandoffContext, pattern: re.Pattern[str]) -> bool:
    signed = any(pattern.search(value) for _name, value in context.profile.facts)
    return signed or _said(context.transcript, pattern)


def _said(transcript: Sequence[Utterance], pattern: re.Pattern[str]) -> bool:
    theirs = (u.text for u in transcript if u.author is Author.CUSTOMER)
    return any(pattern.search(text.lower().replace("’", "'")) for text in theirs)
