"""What a message gets that is in a language the assistant does not speak: a person."""

from __future__ import annotations

from core.answering.acts import Plan
from core.answering.decision import HandOff, KeepWaiting, Reason
from core.answering.dialogue import Pending
from core.answering.retrieval import Retrieval
from core.answering.situation import Situation

_TAKES_ANY_WORDS = frozenset({Pending.COMMENT, Pending.CONTACT})  # whatever they are written in


def in_another_language(situation: Situation) -> Plan | None:
    """Return what a message gets if it is in a language that the assistant does not speak.

    What the customer says is kept for the person who comes; nothing is looked up, as a match of
    names and numbers alone would be shown as an answer nobody asked for.
    """
    dialogue, text = situation.dialogue, situation.message.text
    if not situation.language or dialogue.pending in _TAKES_ANY_WORDS:
        return None
    act = KeepWaiting() if situation.waiting else HandOff(Reason.LANGUAGE)
    return Plan(act, dialogue.asked(text), Retrieval(text))
