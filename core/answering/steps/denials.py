"""What a message gets that says that something is not so, or not wanted."""

from __future__ import annotations

from dataclasses import replace

from core.answering.acts import Courtesy, Need, Plan, Say, Search
from core.answering.decision import (
    Clarify,
    HandOff,
    KeepWaiting,
    Reason,
    choices_of,
    decide_without_article,
)
from core.answering.retrieval import Retrieval
from core.answering.situation import Situation
from core.wording import Denial


def what_is_left(situation: Situation, denial: Denial) -> Retrieval | Search:
    """Return what was found for the rest of a message, without the article on what it denies.

    Unless the rest surely leads there by itself: "I have not forgotten my PIN, it is blocked".
    """
    found = situation.found
    missing = tuple(text for text in (denial.rest, denial.denied) if text not in found)
    if missing:
        return Search(missing)
    rest = found[denial.rest]
    is_sure = rest.confidence >= situation.rules.thresholds.answer
    return rest if is_sure else _without_denied(rest, found[denial.denied])


def ask_back(situation: Situation, question: str, denial: Denial) -> Plan | Need:
    """Ask what it is instead, where a message says nothing else; never answer with just that."""
    found, rules = situation.found, situation.rules
    missing = tuple(text for text in (question, denial.denied) if text not in found)
    if missing:
        return Search(missing)
    left = _without_denied(found[question], found[denial.denied])
    if situation.waiting:
        return Plan(KeepWaiting(), situation.dialogue.asked(question), left)
    if situation.upset:
        return Plan(HandOff(Reason.FRUSTRATED), situation.dialogue.asked(question), left)
    dialogue = situation.dialogue.facing(found[question])
    history = situation.history(dialogue)
    if dialogue.failures > situation.dialogue.failures:
        return Plan(decide_without_article(history), dialogue, left)
    choices = choices_of(left, history, rules.thresholds)
    if choices:
        return Plan(Clarify(choices), dialogue.asked(question), left)
    return Plan(Say(Courtesy.NOT_THAT), dialogue.awaiting(None))


def _without_denied(found: Retrieval, denied: Retrieval) -> Retrieval:
    exactly_that = denied.hits[0].slug if denied.hits else ""
    return replace(found, hits=tuple(hit for hit in found.hits if hit.slug != exactly_that))
