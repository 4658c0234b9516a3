"""Saying what was decided."""

from __future__ import annotations

import asyncio

from actions.behaviours.handoff import hand_off, keep_waiting
from actions.dialogue import Dialogue, Turn, evidence_of_choice
from actions.dialogue.evidence import evidence
from core.answering import (
    Answer,
    AnswerBoth,
    Clarify,
    HandOff,
    KeepWaiting,
    NextQuestion,
    Reply,
    Retrieval,
    choices_of,
)
from core.answering.next_questions import next_questions


async def search(turn: Turn, question: str) -> Retrieval:
    """Ask the knowledge base, beside the event loop."""
    if not question:
        return Retrieval(question)
    return await asyncio.to_thread(turn.services.knowledge.search, question)


async def give(turn: Turn, dialogue: Dialogue, reply: Reply, retrieval: Retrieval) -> Dialogue:
    """Say a reply, and return where the dialogue stands then."""
    turn.speech.attach_evidence(evidence(turn.message, reply, retrieval))
    if isinstance(reply, Answer):
        return await show(turn, dialogue, reply.hit.slug)
    if isinstance(reply, AnswerBoth):
        return await show(turn, dialogue, reply.second.slug, reply.first.slug)
    if isinstance(reply, Clarify):
        response = "utter_clarify_other" if dialogue.tried else "utter_clarify"
        turn.speech.clarify(response, [(hit.slug, hit.title) for hit in reply.hits])
        return dialogue.offered()
    if isinstance(reply, HandOff):
        return await hand_off(turn, dialogue, reply.reason)
    if isinstance(reply, KeepWaiting):
        return await keep_waiting(turn, dialogue)
    turn.speech.ask_for_words()
    return dialogue.settled()


async def pick(turn: Turn, dialogue: Dialogue, slug: str) -> Dialogue:
    """Show the article that the customer picked from buttons."""
    turn.speech.attach_evidence(evidence_of_choice(turn.message))
    return await show(turn, dialogue, slug)


async def show(turn: Turn, dialogue: Dialogue, slug: str, before: str = "") -> Dialogue:
    """Show an article, ask whether it helped, and offer what is usually asked next.

    before: an article to show before it; left out if it is gone
    """
    knowledge = turn.services.knowledge
    article = knowledge.article(slug)
    other = knowledge.article(before) if before else None
    if article is None:
        return await (
            show(turn, dialogue, before) if other else _offer_instead(turn, dialogue, slug)
        )
    if other is not None:
        turn.speech.answer(other, turn.segment.presentation)
    turn.speech.answer(article, turn.segment.presentation)
    turn.speech.ask_whether_helped(slug)
    after = dialogue.answered(slug, other.slug if other else "")
    turn.speech.offer_next(usual_next(turn, after))
    return after


def usual_next(turn: Turn, dialogue: Dialogue) -> tuple[NextQuestion, ...]:
    """Return what is usually asked after the last article, but for what the customer has seen."""
    knowledge = turn.services.knowledge
    article = knowledge.article(dialogue.last_article)
    known = {*dialogue.shown, *dialogue.tried}
    return next_questions(article.next, knowledge.titles(), known) if article else ()


def offer(turn: Turn, dialogue: Dialogue, slugs: tuple[str, ...]) -> Dialogue:
    """Offer articles again, as buttons; those gone since are left out."""
    titles = turn.services.knowledge.titles()
    turn.speech.clarify("utter_clarify", [(s, titles[s]) for s in slugs if s in titles])
    return dialogue.offered()


async def _offer_instead(turn: Turn, dialogue: Dialogue, slug: str) -> Dialogue:
    """An article is gone: offer what comes closest, if anything does."""
    retrieval = await search(turn, dialogue.last_question)
    choices = choices_of(retrieval, turn.history(dialogue), turn.thresholds)
    titles = [(hit.slug, hit.title) for hit in choices if hit.slug != slug]
    turn.speech.clarify("utter_article_gone", titles)
    return dialogue.offered() if titles else dialogue.settled()
