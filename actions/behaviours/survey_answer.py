"""What the customer answers to the effort question."""

from __future__ import annotations

import asyncio

from actions.behaviours.answer import answer
from actions.behaviours.reply import pick
from actions.behaviours.survey import surveys_of, take_comment
from actions.dialogue import Dialogue, Pending, Turn
from core.conversations import (
    Survey,
    SurveyAnswered,
    SurveyNotAsked,
    needs_follow_up,
    read_score,
    score_in_words,
)
from core.text import has_words


async def effort(turn: Turn) -> Dialogue:
    """A score: a button, or a number or words that may mean something else altogether."""
    if not turn.message.typed:
        return await _rate(turn, read_score(turn.message.entities.get("score")))
    picked = _numbered_button(turn)
    if picked is not None:
        return await pick(turn, turn.dialogue, picked)
    survey = await asyncio.to_thread(surveys_of(turn).get, turn.message.conversation)
    score = _typed_score(turn)
    if score is not None and _expects(survey, turn):
        return await _rate(turn, score)
    return await answer(turn)


async def effort_comment(turn: Turn) -> Dialogue:
    """What the customer adds to the score."""
    return await take_comment(turn)


async def _rate(turn: Turn, score: int) -> Dialogue:
    try:
        await asyncio.to_thread(surveys_of(turn).answer, turn.message.conversation, score)
    except SurveyNotAsked:
        turn.speech.say("utter_effort_not_asked")
        return turn.dialogue
    except SurveyAnswered:
        turn.speech.say("utter_effort_answered")
        return turn.dialogue
    high = needs_follow_up(turn.settings.survey, score)
    response = "utter_effort_follow_up" if high else "utter_effort_thanks"
    turn.speech.say(response, "survey_comment")
    return turn.dialogue.commented_next()


def _expects(survey: Survey | None, turn: Turn) -> bool:
    """Words answer an open question; a bare number still means it when it comes again."""
    if survey is None:
        return False
    return survey.score is None or not has_words(turn.message.text)


def _typed_score(turn: Turn) -> int | None:
    understood = turn.message.entities.get("score", "")
    labels = turn.settings.survey.labels
    score = score_in_words(understood, labels)
    return score if score is not None else score_in_words(turn.message.text, labels)


def _numbered_button(turn: Turn) -> str | None:
    """Return the article a bare number means while buttons wait for an answer."""
    if turn.dialogue.pending is not Pending.CLARIFY:
        return None
    numbered = {str(n): slug for n, slug in enumerate(turn.message.offered, start=1)}
    return numbered.get(turn.message.text.strip(" ."))
