"""What words get after a matter was closed: it is taken up again, with all that was said."""

from __future__ import annotations

import re

from core.answering.acts import (
    Decline,
    Lookup,
    LookUpAccount,
    Need,
    OfferPerson,
    Plan,
    TellFact,
)
from core.answering.decision import (
    Answer,
    AnswerBoth,
    AskAgain,
    Clarify,
    HandOff,
    KeepWaiting,
    Reason,
)
from core.answering.question_form import asks
from core.answering.situation import Situation

_SENTENCE = re.compile(r"[.!?;…\n]+")
_NOT = r"(?:n['’]?t|(?:has|have|had|did|does|do|is|are|was|were|can) not|cannot)"
_UNSETTLED = re.compile(
    rf"\b(?:still|not yet|again)\b|{_NOT} (?:\w{{1,20}} ){{0,2}}(?:yet|arrived?|come|came|here"
    r"|there|work(?:ed|ing)?|got|gotten|get|received?|been|in my|on my|gone|changed?"
    r"|show(?:ing|n|s)?)\b"
    rf"|\bnothing (?:has )?(?:happened|arrived|changed|came|come)\b"
    rf"|\bnever (?:came|arrived|got|received|happened|worked)\b"
    rf"|\b(?:is|are|it['’]?s|came|come) back\b|\b(?:wrong|missing|gone)\b"
    rf"|\bsame (?:problem|thing)\b",
    re.IGNORECASE,
)
_OF_THE_EFFORT = re.compile(
    r"\b(?:too|took|takes?|taking|wait(?:ed|ing)?|long|slow|hard|difficult|confus\w{2,9}|steps?)\b",
    re.IGNORECASE,
)
_ANSWERS = (Answer, AnswerBoth, TellFact, LookUpAccount, Decline)
_NO_ANSWERS = (Clarify, Decline)
_LOST = frozenset({Reason.NOTHING_FITS, Reason.FAILED_TWICE})


def is_unsettled(text: str) -> bool:
    """Tell whether words say that a matter is not settled: "it is still not in my account"."""
    return _UNSETTLED.search(text) is not None


def is_comment(text: str) -> bool:
    """Tell whether words after a score are about the effort.

    A question is not, nor what says that the matter is not settled, unless it speaks of the effort:
    "it still took too long".
    """
    if "?" in text or any(asks(part.strip()) for part in _SENTENCE.split(text) if part.strip()):
        return False
    return not is_unsettled(text) or _OF_THE_EFFORT.search(text) is not None


def taken_up(situation: Situation, plan: Plan) -> Plan | Need:
    """Return what words get where an agent has closed the matter, not long ago.

    It is opened again: for the agent who closed it, if they are there; else the assistant answers
    what it is sure of, and for the rest a person is called. What an article surely answers is
    answered, unless the words say that the matter is not settled. Who waits already is not answered
    then either: the same words, when they come again after a lost turn, mean the same.
    """
    message = situation.message
    if not situation.settled or not message.typed or message.unspoken:
        return plan
    unsettled, is_guess = is_unsettled(message.text), isinstance(plan.act, Clarify)
    if situation.waiting:
        noted = unsettled and isinstance(plan.act, _ANSWERS)
        return Plan(KeepWaiting(), plan.dialogue, plan.found) if noted else plan
    may_be = _is_lost(plan) or is_guess or (unsettled and isinstance(plan.act, _ANSWERS))
    if not may_be:
        return plan
    if situation.same_agent is None:
        return Lookup.SAME_AGENT
    if situation.same_agent or _is_lost(plan) or (unsettled and isinstance(plan.act, _NO_ANSWERS)):
        dialogue = situation.dialogue.carried_on()
        return Plan(HandOff(Reason.TAKEN_UP), dialogue, plan.found or situation.own)
    return plan


def _is_lost(plan: Plan) -> bool:
    """Whether a plan has nothing for the customer but a question or a queue."""
    if isinstance(plan.act, HandOff):
        return plan.act.reason in _LOST
    return isinstance(plan.act, AskAgain) or (
        isinstance(plan.act, OfferPerson) and plan.found is not None
    )
