"""A bare yes or no, by what was asked last."""

from __future__ import annotations

from actions.behaviours.contact import leave_contact
from actions.behaviours.failure import not_helped, something_else
from actions.behaviours.handoff import already_waiting, keep_waiting
from actions.behaviours.reply import offer, pick
from actions.behaviours.survey import helped
from actions.dialogue import Dialogue, Pending, Turn


async def affirm(turn: Turn) -> Dialogue:
    """Yes."""
    dialogue, offered = turn.dialogue, turn.message.offered
    if dialogue.pending is Pending.HELPED:
        return await helped(turn)
    if dialogue.pending is Pending.CONTACT:
        return await leave_contact(turn)
    if dialogue.pending is Pending.CLARIFY and len(offered) == 1:
        return await pick(turn, dialogue, offered[0])
    if dialogue.pending is Pending.CLARIFY and offered:
        return offer(turn, dialogue, offered)
    if turn.handoff is not None:
        return await keep_waiting(turn, dialogue)
    if dialogue.pending is Pending.EFFORT:
        turn.speech.say("utter_goodbye")
    else:
        turn.speech.say("utter_ask_question")
    return dialogue.settled()


async def deny(turn: Turn) -> Dialogue:
    """No."""
    if turn.dialogue.pending is Pending.HELPED:
        return await not_helped(turn)
    if turn.dialogue.pending is Pending.CLARIFY:
        return await something_else(turn)
    if turn.handoff is not None:
        return await already_waiting(turn, turn.handoff)
    if turn.dialogue.failures:
        turn.speech.offer_person()
    else:
        turn.speech.say("utter_goodbye")
    return turn.dialogue.settled()
