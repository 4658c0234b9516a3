"""A message about the article just shown: what in it answers that is shown first."""

from __future__ import annotations

from dataclasses import replace

from core.answering.acts import Need, Plan, Read
from core.answering.context import BEYOND_DOUBT, in_context
from core.answering.decision import Answer
from core.answering.question_form import is_contextual, is_short, names_another, repeats
from core.answering.retrieval import Retrieval
from core.answering.situation import Situation
from core.answering.spans import Sentence, fact_asked, is_bare, next_step, span_in


def answer_within(situation: Situation, alone: Retrieval) -> Plan | Need | None:
    """Decide on a message that an article just shown answers; None if none surely does.

    alone: what was found for the message by itself
    """
    screen, dialogue, question = situation.screen, situation.dialogue, alone.question
    if not screen.shown or situation.upset:
        return None
    if not _may_be_about_it(situation, alone):
        return None
    missing = tuple(h.slug for h in screen.shown if (question, h.slug) not in situation.read)
    if missing:
        return Read(question, missing)
    leans = is_contextual(question) or is_bare(question) or _asks_more(situation, alone)
    for hit in screen.shown:
        sentences = situation.read[question, hit.slug]
        span = span_in(question, sentences, leans=leans) or next_step(question, sentences)
        if span:
            asked = dialogue.asked(in_context(dialogue.last_question, question))
            return Plan(Answer(hit, span=span), asked, alone)
    return None


def with_span(situation: Situation, step: Plan | Need) -> Plan | Need:
    """Put first what of an article holds the one fact that was asked for."""
    if not isinstance(step, Plan) or not isinstance(step.act, Answer) or step.found is None:
        return step
    question, answer = step.found.question, step.act
    if answer.span or fact_asked(question) is None:
        return step
    sentences = situation.read.get((question, answer.hit.slug))
    if sentences is None:
        return Read(question, (answer.hit.slug,))
    return _marked(step, answer, question, sentences)


def _marked(step: Plan, answer: Answer, question: str, sentences: tuple[Sentence, ...]) -> Plan:
    return replace(step, act=replace(answer, span=span_in(question, sentences, leans=False)))


def _may_be_about_it(situation: Situation, alone: Retrieval) -> bool:
    """Tell whether a message is short and unsure enough, and neither said again nor of another."""
    question, last = alone.question, situation.dialogue.last_question
    if not is_short(question) or repeats(last, question):
        return False
    if names_another(question) and fact_asked(question) is None:
        return False
    enough = BEYOND_DOUBT if is_contextual(question) else situation.rules.thresholds.answer
    return alone.confidence < enough or _asks_more(situation, alone)


def _asks_more(situation: Situation, alone: Retrieval) -> bool:
    """Tell whether a question leads to the article just shown, but asks for another fact of it."""
    best, kind = alone.hits[0].slug if alone.hits else "", fact_asked(alone.question)
    is_shown = best in {hit.slug for hit in situation.screen.shown}
    return is_shown and kind is not None and kind != fact_asked(situation.dialogue.last_question)
