"""A question, or an article picked from buttons."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from actions.behaviours.contact import give_contact, is_contact
from actions.behaviours.failure import without_article
from actions.behaviours.handoff import cancel_handoff
from actions.behaviours.reply import give, pick, search, usual_next
from actions.behaviours.survey import take_comment
from actions.behaviours.yes_no import affirm, deny
from actions.dialogue import Dialogue, Pending, Turn
from core.answering import (
    Answer,
    AnswerBoth,
    AskAgain,
    Hit,
    Reply,
    Retrieval,
    decide_both,
    decide_next,
    decide_reply,
    exclude,
    leans_on_the_last,
    parts_of,
    together,
)
from core.conversations import is_frustrated, nod
from core.text import has_words


async def answer(turn: Turn) -> Dialogue:
    """Answer a question, ask which is meant, or bring in a person."""
    question = turn.message.text
    if await is_contact(turn):
        return await give_contact(turn)
    if not has_words(question):
        return await _without_words(turn)
    alone = await search(turn, question)
    if turn.dialogue.pending is Pending.COMMENT and alone.confidence < turn.thresholds.answer:
        return await take_comment(turn)
    upset = is_frustrated(question, turn.settings.handoff.frustration)
    both = None if upset else await _both(turn, question)
    if both is not None:
        return await give(turn, turn.dialogue.asked(question), both, alone)
    if turn.dialogue.last_question and leans_on_the_last(alone, turn.thresholds):
        return await _answer_in_context(turn, alone, upset)
    return await _decide(turn, question, alone, upset)


async def cancel(turn: Turn) -> Dialogue:
    """Leave the queue; without one, "cancel" is about something else."""
    if turn.handoff is None and turn.message.typed:
        return await answer(turn)
    return await cancel_handoff(turn)


async def show_article(turn: Turn) -> Dialogue:
    """Show the article that the customer picked."""
    slug = turn.message.entities.get("article", "")
    dialogue = turn.dialogue
    if slug not in turn.message.offered:  # a next question or a suggestion: a new request
        title = turn.services.knowledge.titles().get(slug)
        dialogue = dialogue.asked(title or slug.replace("_", " "))
    return await pick(turn, dialogue, slug)


async def _decide(turn: Turn, question: str, retrieval: Retrieval, upset: bool) -> Dialogue:
    """Give what a question gets by what was found for it."""
    facing = turn.dialogue.facing(retrieval)
    reply = decide_reply(retrieval, turn.history(facing), turn.thresholds, upset)
    # A clear answer makes up for a clarification in vain.
    counted = turn.dialogue if isinstance(reply, Answer) else facing
    return await _give(turn, counted.asked(question), reply, retrieval)


async def _answer_in_context(turn: Turn, alone: Retrieval, upset: bool) -> Dialogue:
    """Read a question with the one before it, and look beyond what that one was answered with."""
    before, shown = turn.dialogue, turn.dialogue.just_shown
    question = together(before.last_question, alone.question)
    found = replace(await search(turn, question), question=alone.question)
    if not shown:
        return await _decide(turn, question, found, upset)
    found, alone = exclude(found, shown), exclude(alone, shown)
    usual = [Hit(each.slug, each.title, 0.0) for each in usual_next(turn, before)]
    reply = decide_next(found, alone, usual, turn.history(before), turn.thresholds, upset)
    return await _give(turn, before.asked(question), reply, found)


async def _give(turn: Turn, dialogue: Dialogue, reply: Reply, retrieval: Retrieval) -> Dialogue:
    if isinstance(reply, AskAgain) and dialogue.failures == turn.dialogue.failures:
        dialogue = dialogue.failed()
    return await give(turn, dialogue, reply, retrieval)


async def _both(turn: Turn, message: str) -> AnswerBoth | None:
    """Answer two questions in one message, if it surely holds two."""
    pairs = [
        await asyncio.gather(search(turn, first), search(turn, second))
        for first, second in parts_of(message)
    ]
    reply = decide_both(pairs, turn.history(turn.dialogue), turn.thresholds)
    if reply and {reply.first.slug, reply.second.slug} <= set(turn.dialogue.just_shown):
        return None  # in other words: those were not the answers
    return reply


async def _without_words(turn: Turn) -> Dialogue:
    """A message of signs alone: a thumb says yes or no, the rest leaves nothing to look up."""
    says_yes = nod(turn.message.text)
    if says_yes is None:
        return await without_article(turn, turn.dialogue.failed())
    return await (affirm(turn) if says_yes else deny(turn))
