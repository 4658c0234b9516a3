"""Looking up what a message's meaning depends on, until it can be told."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from actions.dialogue.turn import Turn
from actions.dialogue.waiting import agent_there, read_wait
from core.answering import (
    ContactState,
    Dialogue,
    Hit,
    Lookup,
    Need,
    NextQuestion,
    Plan,
    Read,
    Retrieval,
    Search,
    Sentence,
    Situation,
    SurveyState,
    TellAhead,
    interpret,
    look_up,
    next_questions,
    tell_ahead,
)
from core.handoffs import Absence
from core.next_questions import draw_for
from store.contacts import find_contact
from store.conversations import Surveys


async def understand(turn: Turn) -> Plan:
    """Return what the message gets."""
    situation = turn.situation
    while not isinstance(step := interpret(situation), Plan):
        situation = await _look_up(turn, situation, step)
    return step


async def search(turn: Turn, question: str) -> Retrieval:
    """Ask the knowledge base, in a thread of its own; nothing is found for no question."""
    return (await _search_all(turn, Search((question,))))[0] if question else Retrieval(question)


def usual_next(turn: Turn, dialogue: Dialogue) -> tuple[NextQuestion, ...]:
    """Return what is usually asked after the last article, but for what the customer has seen.

    What is drawn by chance is drawn once: the same conversation is offered the same after it.
    """
    services = turn.services
    article = services.knowledge.article(dialogue.last_article)
    if article is None:
        return ()
    titles, known = services.knowledge.titles(), {*dialogue.shown, *dialogue.tried}
    segment, unseen = turn.segment.name, titles.keys() - known
    random = draw_for(turn.message.conversation, article.slug)
    learned = services.learned_next.now()
    least = turn.settings.next_questions.learned_from
    slugs = learned.offers(segment, article.slug, article.next, unseen, random, least)
    return next_questions(slugs, titles, known)


def told_next(turn: Turn, dialogue: Dialogue, offered: Sequence[NextQuestion]) -> TellAhead | None:
    """Return which of the next questions is answered in a sentence as well, if one is.

    None if its article says nothing that short; always the same in the same conversation.
    """
    services, rules = turn.services, turn.settings.next_questions
    article = services.knowledge.article(dialogue.last_article)
    if article is None:
        return None
    random = draw_for(turn.message.conversation, f"{article.slug} told")
    slugs, learned = [each.slug for each in offered], services.learned_next.now()
    told = learned.told(
        turn.segment.name, article.slug, article.next, slugs, rules.told_from, random
    )
    return tell_ahead(services.knowledge.article(told)) if told else None


async def _look_up(turn: Turn, situation: Situation, need: Need) -> Situation:
    if isinstance(need, Search):
        asked = (need, Search(need.ahead)) if need.ahead else (need,)
        found = await asyncio.gather(*(_search_all(turn, each) for each in asked))
        return situation.with_found({each.question: each for each in chain(*found)})
    if isinstance(need, Read):
        return situation.with_read(await asyncio.to_thread(_read, turn, need))
    if need is Lookup.CONTACT:
        country = turn.settings.handoff.phone_country
        found_contact = find_contact(situation.message.text, country)
        return replace(situation, contact=ContactState.of(found_contact))
    if need is Lookup.ABSENCE:
        return replace(situation, absent=await _nobody_comes_soon(turn))
    if need is Lookup.SAME_AGENT:
        return replace(situation, same_agent=await agent_there(turn) is not None)
    if need is Lookup.SURVEY:
        surveys = Surveys(turn.services.database, turn.settings.survey)
        survey = await asyncio.to_thread(surveys.get, turn.message.conversation)
        return replace(situation, survey=SurveyState.of(survey))
    usual = usual_next(turn, situation.dialogue)
    return replace(situation, usual=tuple(Hit(each.slug, each.title, 0.0) for each in usual))


async def _search_all(turn: Turn, need: Search) -> list[Retrieval]:
    knowledge = turn.services.knowledge
    search = knowledge.search_all if need.subjects else knowledge.articles_for
    return await asyncio.to_thread(look_up, search, need.questions, turn.settings.synonyms)


async def _nobody_comes_soon(turn: Turn) -> bool:
    if turn.handoff is None:
        return False
    return (await read_wait(turn, turn.handoff)).absence is not Absence.NONE


def _read(turn: Turn, need: Read) -> dict[tuple[str, str], tuple[Sentence, ...]]:
    knowledge = turn.services.knowledge
    return {(need.question, slug): knowledge.sentences(need.question, slug) for slug in need.slugs}
