"""What follows when nothing that was shown helped, or there is nothing to look up."""

from __future__ import annotations

from core.answering.acts import Need, Plan, Search
from core.answering.decision import (
    HandOff,
    Reason,
    Reply,
    decide_after_failure,
    decide_without_article,
)
from core.answering.dialogue import Dialogue, Pending
from core.answering.retrieval import Retrieval
from core.answering.situation import Situation


def not_helped(situation: Situation) -> Plan | Need:
    """The answer was not the right one; nothing was, while buttons wait."""
    before = situation.dialogue
    if before.pending is Pending.CLARIFY or not before.had_request:
        return something_else(situation)
    found = situation.found.get(before.last_question)
    if found is None:
        return Search((before.last_question,))
    dialogue = before.failed(before.second_article, before.last_article)
    history = situation.history(dialogue)
    reply = decide_after_failure(found, history, situation.rules.thresholds)
    return Plan(unless_upset(situation, reply), dialogue, found)


def something_else(situation: Situation) -> Plan:
    """None of the buttons was meant."""
    asked = situation.dialogue.pending is Pending.CLARIFY
    refused = situation.message.offered if asked else ()
    return nothing_to_search(situation, situation.dialogue.failed(*refused))


def nothing_to_search(situation: Situation, dialogue: Dialogue) -> Plan:
    """There is no word to look up; the dialogue counts the failure already."""
    reply = decide_without_article(situation.history(dialogue))
    return Plan(unless_upset(situation, reply), dialogue, Retrieval(situation.message.text))


def unless_upset(situation: Situation, reply: Reply) -> Reply:
    """Return the reply, or a person for whom is upset and does not wait for one yet."""
    upset = situation.upset and not situation.waiting
    return HandOff(Reason.FRUSTRATED) if upset else reply
