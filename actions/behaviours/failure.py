"""When an answer did not help, or no button fitted."""

from __future__ import annotations

from actions.behaviours.reply import give, search
from actions.dialogue import Dialogue, Pending, Turn
from core.answering import (
    HandOff,
    Reason,
    Retrieval,
    decide_after_failure,
    decide_without_article,
)
from core.conversations import is_frustrated


async def not_helped(turn: Turn) -> Dialogue:
    """The answer was not the right one."""
    before = turn.dialogue
    if before.pending is Pending.CLARIFY or not before.had_request:
        return await something_else(turn)
    dialogue = before.failed(before.beside, before.last_article)
    retrieval = await search(turn, before.last_question)
    reply = decide_after_failure(retrieval, turn.history(dialogue), turn.thresholds)
    if turn.handoff is None and _upset(turn):
        reply = HandOff(Reason.FRUSTRATED)
    return await give(turn, dialogue, reply, retrieval)


async def something_else(turn: Turn) -> Dialogue:
    """None of the buttons was meant."""
    refused = turn.message.offered if turn.dialogue.pending is Pending.CLARIFY else ()
    return await without_article(turn, turn.dialogue.failed(*refused))


async def without_article(turn: Turn, dialogue: Dialogue) -> Dialogue:
    """Go on where there is nothing to search for."""
    reply = decide_without_article(turn.history(dialogue))
    if turn.handoff is None and _upset(turn):
        reply = HandOff(Reason.FRUSTRATED)
    return await give(turn, dialogue, reply, Retrieval(turn.message.text))


def _upset(turn: Turn) -> bool:
    phrases = turn.settings.handoff.frustration
    return turn.message.typed and is_frustrated(turn.message.text, phrases)
