"""A question, or an article picked from buttons."""

from __future__ import annotations

from dataclasses import replace

from actions.contact import give_contact, is_contact
from actions.dialogue import Dialogue, Pending
from actions.failure import without_article
from actions.handoff import cancel_handoff
from actions.reply import give, pick, search
from actions.survey import take_comment
from actions.turn import Turn
from actions.yes_no import affirm, deny
from core.answering import Answer, AskAgain, Retrieval, decide_reply, leans_on_the_last
from core.conversation import has_words
from core.mood import is_frustrated, nod


async def answer(turn: Turn) -> Dialogue:
    """Answer a question, ask which is meant, or bring in a person."""
    question = turn.message.text
    if await is_contact(turn):
        return await give_contact(turn)
    if not has_words(question):
        return await _without_words(turn)
    thresholds = turn.thresholds
    alone = await search(turn, question)
    if turn.dialogue.pending is Pending.COMMENT and alone.confidence < thresholds.answer:
        return await take_comment(turn)
    retrieval = await _in_context(turn, alone)
    facing = turn.dialogue.facing(retrieval)
    upset = is_frustrated(question, turn.settings.handoff.frustration)
    reply = decide_reply(retrieval, turn.history(facing), thresholds, upset)
    # A clear answer makes up for a clarification in vain.
    dialogue = turn.dialogue if isinstance(reply, Answer) else facing
    if isinstance(reply, AskAgain) and dialogue.failures == turn.dialogue.failures:
        dialogue = dialogue.failed()
    return await give(turn, dialogue.asked(question), reply, retrieval)


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


async def _in_context(turn: Turn, alone: Retrieval) -> Retrieval:
    """Read a short question that finds nothing by itself with the one before it."""
    before = turn.dialogue.last_question
    if not before or not leans_on_the_last(alone, turn.thresholds):
        return alone
    together = await search(turn, f"{before} {alone.question}")
    return replace(together, question=alone.question)


async def _without_words(turn: Turn) -> Dialogue:
    """A message of signs alone: a thumb says yes or no, the rest leaves nothing to look up."""
    says_yes = nod(turn.message.text)
    if says_yes is None:
        return await without_article(turn, turn.dialogue.failed())
    return await (affirm(turn) if says_yes else deny(turn))
