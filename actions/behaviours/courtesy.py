"""What is said without looking anything up."""

from __future__ import annotations

from actions.dialogue import Turn
from core.answering import Courtesy, Dialogue


def say(turn: Turn, dialogue: Dialogue, courtesy: Courtesy) -> Dialogue:
    """Say a greeting, a goodbye and the like."""
    turn.speech.say(f"utter_{courtesy.value}")
    return dialogue


def offer_person(turn: Turn, dialogue: Dialogue) -> Dialogue:
    """Offer a person to someone who has not been helped."""
    turn.speech.offer_person()
    return dialogue
