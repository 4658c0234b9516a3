"""Greetings and small talk."""

from __future__ import annotations

from actions.behaviours.handoff import already_waiting
from actions.dialogue import Behaviour, Dialogue, Turn


def courtesy(response: str) -> Behaviour:
    """Return a behaviour that says a response; someone who waits is told about the wait instead."""

    async def behave(turn: Turn) -> Dialogue:
        if turn.handoff is not None:
            return await already_waiting(turn, turn.handoff)
        turn.speech.say(response)
        return turn.dialogue

    return behave
