"""A question that needs the one before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.answering import (
    Answer,
    AskAgain,
    Clarify,
    HandOff,
    History,
    Hit,
    KeepWaiting,
    Reason,
    Retrieval,
    Thresholds,
    decide_next,
    exclude,
    in_context,
    needs_context,
)
from core.answering.context import MAX_CONTEXT_LENGTH
from core.conversations import Anger

THRESHOLDS = Thresholds(answer=0.6, clarify=0.15, choice=0.05)
NOTHING = Retrieval("and abroad?")
USUAL = (Hit("usual", "What is usually asked next", 0.0),)


def found(question: str, **likely: float) -> Retrieval:
    return Retrieval(question, tuple(Hit(slug, slug.title(), c) for slug, c in likely.items()))


def slugs(reply: object) -> list[str]:
    assert isinstance(reply, Clarify)
    return [hit.slug for hit in reply.hits]


@pytest.mark.parametrize(
    ("question", "confidence", "expected"),
    [
        ("and if it doesn't come?", 0.05, True),
        ("how long does it take?", 0.5, True),
        ("dinosaurs, then", 0.05, True),
        ("how long does it take?", 0.6, True),
        ("how long does it take?", 0.9, False),
        ("how do I change my pin", 0.3, False),
        ("which dinosaur had the longest neck in the cretaceous period", 0.05, False),
    ],
)
def test_a_question_needs_the_one_before_if_it_points_back_or_finds_nothing_by_itself(
    question: str, confidence: float, expected: bool
) -> None:
    assert needs_context(found(question, a=confidence), THRESHOLDS) is expected


def test_the_article_just_shown_leaves_its_probability_to_the_others() -> None:
    rest = exclude(found("and abroad?", shown=0.6, other=0.3), {"shown"})
    assert [(hit.slug, round(hit.confidence, 2)) for hit in rest.hits] == [("other", 0.75)]
    faint = exclude(found("and abroad?", shown=0.99, other=0.01), {"shown"})
    assert faint.hits[0].confidence == pytest.approx(0.04), "what is faint is not blown up"
    assert exclude(found("and abroad?"), {"shown"}).hits == ()


def test_what_is_surely_asked_next_is_answered() -> None:
    retrieval = found("and if it is lost?", lost=0.8, other=0.1)
    assert decide_next(retrieval, NOTHING, USUAL, History(), THRESHOLDS) == Answer(
        retrieval.hits[0]
    )


def test_else_the_likely_articles_are_offered_and_what_is_usually_asked_next() -> None:
    reply = decide_next(
        found("and abroad?", some=0.3, faint=0.01), NOTHING, USUAL, History(), THRESHOLDS
    )
    assert slugs(reply) == ["some", "usual"]
    twice = (Hit("some", "Some", 0.0), *USUAL)
    reply = decide_next(found("and abroad?", some=0.3), NOTHING, twice, History(), THRESHOLDS)
    assert slugs(reply) == ["some", "usual"]


def test_what_the_words_find_by_themselves_is_offered_too_and_never_shown_at_once() -> None:
    with_the_last, alone = found("is it broken?", some=0.3), found("is it broken?", card=0.9)
    reply = decide_next(with_the_last, alone, USUAL, History(), THRESHOLDS)
    assert slugs(reply) == ["card", "some", "usual"]


def test_words_that_point_at_nothing_are_asked_for_again() -> None:
    assert decide_next(found("dinosaurs"), NOTHING, USUAL, History(), THRESHOLDS) == AskAgain()


def test_a_person_comes_when_it_has_failed_often_or_the_customer_is_upset() -> None:
    asked = found("and abroad?", some=0.3)
    often = decide_next(asked, NOTHING, USUAL, History(failures=2), THRESHOLDS)
    assert often == HandOff(Reason.FAILED_TWICE)
    upset = decide_next(asked, NOTHING, USUAL, History(), THRESHOLDS, Anger.VENTED)
    assert upset == HandOff(Reason.FRUSTRATED)
    assert decide_next(asked, NOTHING, USUAL, History(waiting=True), THRESHOLDS) == KeepWaiting()


def test_what_was_tried_is_not_offered() -> None:
    tried = History(failures=1, tried=frozenset({"some"}))
    assert slugs(
        decide_next(found("and abroad?", some=0.9), NOTHING, USUAL, tried, THRESHOLDS)
    ) == ["usual"]


def test_a_long_chain_of_questions_keeps_its_latest_words() -> None:
    chain = in_context("first " + "word " * 100, "and abroad?")
    assert chain.endswith("word and abroad?")
    assert len(chain.split()) == MAX_CONTEXT_LENGTH
    assert in_context("how do I pay?", "and abroad?") == "how do I pay? and abroad?"


def test_an_empty_retrieval_with_nothing_usual_asks_again() -> None:
    nothing = replace(found("and abroad?"), hits=())
    assert decide_next(nothing, nothing, (), History(), THRESHOLDS) == AskAgain()
