"""A message about the article just shown: what in it answers that is shown first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.answering.acts import Need, Plan, Read
from core.answering.context import in_context
from core.answering.decision import Answer, Clarify
from core.answering.question_form import (
    MAX_CONTEXTUAL_LENGTH,
    asks,
    is_contextual,
    is_short,
    names_another,
    repeats,
)
from core.answering.retrieval import Retrieval
from core.answering.situation import Situation
from core.answering.spans import (
    FactKind,
    Span,
    best_span,
    fact_asked,
    is_bare,
    is_measured,
    next_step,
    span_in,
)
from core.conversations import Hit

# How well a sentence of the article just shown must answer, by how surely the words by themselves
# lead to another article. Chosen on `tests/conversations/context.yml` and `leaning.yml`.
_ANOTHER_FOR_SURE = 0.97  # so sure of another one, nothing of this one is looked at
_BESIDE_A_SURE_ONE = 0.75
_FACT_BESIDE_A_SURE_ONE = 0.62
_LEANING_FACT_BESIDE_A_SURE_ONE = 0.45
_ELSE = 0.45
_LEANING_FACT = 0.3
_FARTHER = 0.15  # less for a sentence of an article that only usually comes next
_WITH_THE_QUESTION_BEFORE = 0.24  # which leads to this article, as surely as this:
_SURE_WITH_THE_QUESTION_BEFORE = 0.8
# Where several articles may hold a figure: chosen on the development questions, of which none that
# one article surely answers comes here.
_LIKELY = 0.15  # of an article
_PLAINLY = 0.8  # of a sentence with a figure
_PLAINLY_OTHERWISE = 0.9
_BEYOND_DOUBT = 0.9  # of an article, beside which no other one is looked at
_BESIDE_AN_ANSWER = 0.09  # of an article that may hold the fact where the likelier one does not
_BY_ARTICLE = 0.5  # how much the article's likelihood counts beside the sentence


def answer_within(
    situation: Situation, alone: Retrieval, joined: Retrieval | None = None
) -> Plan | Need | None:
    """Decide on a message that an article just shown answers, or one that usually comes next.

    None if none does.

    alone: what was found for the message by itself
    joined: what was found for it with the question before, once that is known; where that leads
        to the article shown, the sentence that fits best is better than a list of others
    """
    screen, dialogue, question = situation.screen, situation.dialogue, alone.question
    if not screen.shown or situation.upset or not _may_be_about_it(situation, alone):
        return None
    near = (*screen.shown, *screen.next)
    missing = tuple(h.slug for h in near if (question, h.slug) not in situation.read)
    if missing:
        return Read(question, missing)
    found = (
        _best_of(situation, alone, screen.shown, 0.0, None)
        or _next_step(situation, question)
        or _best_of(situation, alone, screen.next, _FARTHER, None)
        or _best_of(situation, alone, screen.shown, 0.0, joined)
    )
    if found is None:
        return None
    asked = dialogue.asked(in_context(dialogue.last_question, question))
    return Plan(found, asked, alone)


def _best_of(
    situation: Situation,
    alone: Retrieval,
    hits: Sequence[Hit],
    less: float,
    joined: Retrieval | None,
) -> Answer | None:
    """Return the sentence of these articles that answers best, if it answers well enough."""
    question, before = alone.question, situation.dialogue.last_question
    spans = [(hit, best_span(question, situation.read[question, hit.slug], before)) for hit in hits]
    known = [(hit, span) for hit, span in spans if span is not None]
    if not known:
        return None
    hit, span = max(known, key=lambda each: each[1].score)
    is_enough = span.score - less >= _enough(situation, alone, span, hit, joined)
    return Answer(hit, span=span.text) if is_enough else None


def _next_step(situation: Situation, report: str) -> Answer | None:
    steps = (
        Answer(hit, span=next_step(report, situation.read[report, hit.slug]))
        for hit in situation.screen.shown
    )
    return next((step for step in steps if step.span), None)


def with_span(situation: Situation, step: Plan | Need) -> Plan | Need:
    """Put first what of an article holds the one fact that was asked for.

    Where several articles are likely, one that plainly holds it is shown instead of buttons.
    """
    if not isinstance(step, Plan) or step.found is None:
        return step
    question, act = step.found.question, step.act
    kind, slugs = fact_asked(question), tuple(hit.slug for hit in _that_may_hold_it(step))
    if kind is None or not slugs:
        return step
    missing = tuple(slug for slug in slugs if (question, slug) not in situation.read)
    if missing:
        return Read(question, missing)
    span = span_in(question, situation.read[question, slugs[0]])
    if isinstance(act, Answer) and (span or len(slugs) == 1):
        return replace(step, act=replace(act, span=span))
    may_be_told = is_measured(kind) or len(slugs) == 1 or isinstance(act, Answer)
    plain = _plainly_holds_it(situation, step, kind) if may_be_told else None
    return step if plain is None else replace(step, act=plain)


def _that_may_hold_it(step: Plan) -> tuple[Hit, ...]:
    """Return the articles to look into, the likeliest first."""
    known = step.found.hits if step.found else ()
    match step.act:
        case Answer(hit, kindly=False, span="") if hit.confidence < _BEYOND_DOUBT:
            others = (each for each in known if each.slug != hit.slug)
            return (hit, *(each for each in others if each.confidence >= _BESIDE_AN_ANSWER))
        case Answer(hit, span=""):
            return (hit,)
        case Clarify(hits):
            return tuple(hit for hit in hits if hit.confidence >= _LIKELY)
        case _:
            return ()


def _plainly_holds_it(situation: Situation, step: Plan, kind: FactKind) -> Answer | None:
    """Return the likely article with the sentence that has the fact asked for."""
    question = step.found.question if step.found else ""
    spans = [
        (hit, best_span(question, situation.read[question, hit.slug]))
        for hit in _that_may_hold_it(step)
    ]
    enough = _PLAINLY if is_measured(kind) else _PLAINLY_OTHERWISE
    plain = [(hit, span) for hit, span in spans if span and span.score >= enough]
    if not plain or not asks(question):
        return None
    hit, span = max(plain, key=lambda each: each[1].score + _BY_ARTICLE * each[0].confidence)
    return Answer(hit, span=span.text)


def _may_be_about_it(situation: Situation, alone: Retrieval) -> bool:
    """Tell whether a message is short, and neither said again nor about another of its sort.

    What surely leads to the article by itself is its question in other words, unless it leans.
    """
    question, last = alone.question, situation.dialogue.last_question
    is_brief = is_short(question) or fact_asked(question) or is_contextual(question)
    if not is_brief or len(question.split()) > MAX_CONTEXTUAL_LENGTH or repeats(last, question):
        return False
    if names_another(question) and fact_asked(question) is None:
        return False
    is_sure = alone.confidence >= situation.rules.thresholds.answer
    reworded = is_sure and alone.hits[0].slug in {hit.slug for hit in situation.screen.shown}
    return not reworded or is_contextual(question) or _asks_more(situation, alone)


def _enough(
    situation: Situation, alone: Retrieval, span: Span, hit: Hit, joined: Retrieval | None
) -> float:
    """Return the score from which a sentence is shown rather than anything else."""
    question, kind = alone.question, fact_asked(alone.question)
    is_fact = kind is not None and kind is not FactKind.WHICH
    near = {hit.slug, *(each.slug for each in situation.screen.shown)}
    another = max((each.confidence for each in alone.hits if each.slug not in near), default=0.0)
    leans = is_contextual(question) or is_bare(question) or _asks_more(situation, alone)
    if another >= _ANOTHER_FOR_SURE:
        return float("inf")
    if another >= situation.rules.thresholds.answer:
        if not is_fact:
            return _BESIDE_A_SURE_ONE
        return _LEANING_FACT_BESIDE_A_SURE_ONE if leans else _FACT_BESIDE_A_SURE_ONE
    points_back = is_fact or is_contextual(question)
    if joined is not None and points_back and _leads_to(joined, hit):
        return _WITH_THE_QUESTION_BEFORE
    return _LEANING_FACT if leans and span.has_form else _ELSE


def _leads_to(joined: Retrieval, hit: Hit) -> bool:
    best = joined.hits[0].slug if joined.hits else ""
    return best == hit.slug and joined.confidence >= _SURE_WITH_THE_QUESTION_BEFORE


def _asks_more(situation: Situation, alone: Retrieval) -> bool:
    """Tell whether a question leads to the article just shown, but asks for another fact of it."""
    best, kind = alone.hits[0].slug if alone.hits else "", fact_asked(alone.question)
    is_shown = best in {hit.slug for hit in situation.screen.shown}
    return is_shown and kind is not None and kind != fact_asked(situation.dialogue.last_question)
