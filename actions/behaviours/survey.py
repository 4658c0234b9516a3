"""The ends of a chat, the one effort question that is asked at them, and its answer."""

from __future__ import annotations

import asyncio

from actions.dialogue import Turn
from core.answering import Dialogue, Pending
from core.conversations import (
    Moment,
    ScoreCard,
    ScoreDecision,
    SolvedCard,
    SurveyAnswered,
    SurveyCommentCard,
    SurveyNotAsked,
    needs_follow_up,
)
from core.subjects import Aftermath
from core.text import MAX_COMMENT_LENGTH, clean_text
from store.conversations import Surveys


async def finish(turn: Turn, dialogue: Dialogue, moment: Moment) -> Dialogue:
    """Say what belongs to the end of a chat, and ask the effort question."""
    if moment is Moment.SOLVED:
        turn.speech.say("utter_glad", SolvedCard())  # said in words, or pressed
    elif moment is Moment.GOODBYE:
        turn.speech.say("utter_goodbye")
    elif moment is Moment.RESOLVED:
        turn.speech.say("utter_back_with_bot")
    if moment in {Moment.SOLVED, Moment.RESOLVED}:
        dialogue = dialogue.helped()
    return await _ask_effort(turn, dialogue, moment)


async def rate(turn: Turn, dialogue: Dialogue, score: int) -> Dialogue:
    """Store the score, and ask for a comment; a corrected one is confirmed."""
    try:
        decision = await asyncio.to_thread(_surveys(turn).answer, turn.message.conversation, score)
    except SurveyNotAsked:
        turn.speech.say("utter_effort_not_asked")
        return dialogue
    except SurveyAnswered:
        turn.speech.say("utter_effort_answered")
        return dialogue
    if decision is ScoreDecision.CORRECT:
        label = turn.settings.survey.labels[score - 1]
        turn.speech.say("utter_effort_corrected", ScoreCard(score), score=f"{score} – {label}")
        return dialogue
    high = needs_follow_up(turn.settings.survey, score)
    response = "utter_effort_follow_up" if high else "utter_effort_thanks"
    turn.speech.say(response, SurveyCommentCard(score))
    return dialogue.awaiting(Pending.COMMENT)


async def take_comment(turn: Turn, dialogue: Dialogue) -> Dialogue:
    """Store what the customer adds to the score."""
    comment = clean_text(turn.message.text)[:MAX_COMMENT_LENGTH]
    try:
        if comment:
            await asyncio.to_thread(_surveys(turn).comment, turn.message.conversation, comment)
    except SurveyNotAsked:
        turn.speech.say("utter_effort_not_asked")
    else:
        turn.speech.say("utter_effort_comment_thanks")
    return dialogue.awaiting(None)


async def _ask_effort(turn: Turn, dialogue: Dialogue, moment: Moment) -> Dialogue:
    """Ask the effort question, once a conversation, and only about a request there was."""
    if moment is not Moment.RESOLVED and not dialogue.had_request:
        return dialogue.awaiting(None)
    if Aftermath.EFFORT in turn.settings.sensitive.never_after(dialogue.sensitive):
        return dialogue.awaiting(None)
    message, ask = turn.message, _surveys(turn).ask
    if not await asyncio.to_thread(ask, message.conversation, moment, message.id):
        return dialogue.awaiting(None)
    turn.speech.ask_effort(turn.settings.survey.labels)
    return dialogue.awaiting(Pending.EFFORT)


def _surveys(turn: Turn) -> Surveys:
    return Surveys(turn.services.database, turn.settings.survey)
