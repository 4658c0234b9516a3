"""The ends of a chat, and the one effort question that is asked at them."""

from __future__ import annotations

import asyncio

from actions.behaviours.handoff import already_waiting, say_wait
from actions.dialogue import Dialogue, Turn
from core.conversations import Moment, SurveyNotAsked
from core.text import MAX_COMMENT_LENGTH, clean_text
from store.conversations import Surveys


async def helped(turn: Turn) -> Dialogue:
    """The answer was the right one."""
    turn.speech.say("utter_glad", card={"helped": True})  # said in words, or pressed
    dialogue = turn.dialogue.fresh()
    if turn.handoff is not None:
        return await say_wait(turn, dialogue, turn.handoff)  # leaving the queue is one tap away
    return await _ask_effort(turn, dialogue, Moment.SOLVED)


async def goodbye(turn: Turn) -> Dialogue:
    """The customer says goodbye; someone who leaves a queue is told that they stand in it."""
    if turn.handoff is not None:
        return await already_waiting(turn, turn.handoff)
    turn.speech.say("utter_goodbye")
    return await _ask_effort(turn, turn.dialogue, Moment.GOODBYE)


async def fell_silent(turn: Turn) -> Dialogue:
    """The customer has been quiet for the set time."""
    if turn.handoff is not None:
        return turn.dialogue
    return await _ask_effort(turn, turn.dialogue, Moment.SILENCE)


async def handoff_resolved(turn: Turn) -> Dialogue:
    """An agent has closed the request: the bot takes over, unless a person is called again."""
    if turn.handoff is not None:
        return turn.dialogue
    turn.speech.say("utter_back_with_bot")
    return await _ask_effort(turn, turn.dialogue.fresh(), Moment.RESOLVED)


async def take_comment(turn: Turn) -> Dialogue:
    """Store what the customer adds to the score."""
    comment = clean_text(turn.message.text)[:MAX_COMMENT_LENGTH]
    try:
        if comment:
            await asyncio.to_thread(surveys_of(turn).comment, turn.message.conversation, comment)
    except SurveyNotAsked:
        turn.speech.say("utter_effort_not_asked")
    else:
        turn.speech.say("utter_effort_comment_thanks")
    return turn.dialogue.settled()


def surveys_of(turn: Turn) -> Surveys:
    return Surveys(turn.services.database, turn.settings.survey)


async def _ask_effort(turn: Turn, dialogue: Dialogue, moment: Moment) -> Dialogue:
    """Ask the effort question, once a conversation, and only about a request there was."""
    if moment is not Moment.RESOLVED and not dialogue.had_request:
        return dialogue.settled()
    message = turn.message
    ask = surveys_of(turn).ask
    if not await asyncio.to_thread(ask, message.conversation, moment, message.id):
        return dialogue.settled()
    turn.speech.ask_effort(turn.settings.survey.labels)
    return dialogue.rated_next()
