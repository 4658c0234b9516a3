"""The decision: answer, clarify, ask again, hand off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.answering import (
    MAX_CHOICES,
    Answer,
    AnswerBoth,
    AskAgain,
    Clarify,
    HandOff,
    History,
    Hit,
    KeepWaiting,
    Reason,
    Retrieval,
    Thresholds,
    choices_of,
    decide_after_failure,
    decide_both,
    decide_reply,
    decide_without_article,
)
from core.conversations import Anger

THRESHOLDS = Thresholds(answer=0.6, clarify=0.15, choice=0.05)


def found(*confidences: float) -> Retrieval:
    hits = tuple(Hit(f"article-{n}", f"Article {n}", c) for n, c in enumerate(confidences))
    return Retrieval("how do I find an article", hits)


def slugs(reply: object) -> list[str]:
    assert isinstance(reply, Clarify)
    return [hit.slug for hit in reply.hits]


def test_a_sure_match_is_answered() -> None:
    retrieval = found(0.6, 0.3)
    assert decide_reply(retrieval, History(), THRESHOLDS) == Answer(retrieval.hits[0])


def test_close_matches_are_offered_the_best_first_and_unlikely_ones_left_out() -> None:
    assert slugs(decide_reply(found(0.4, 0.3, 0.05, 0.04), History(), THRESHOLDS)) == [
        "article-0",
        "article-1",
        "article-2",
    ]


@pytest.mark.parametrize("retrieval", [found(), found(0.1, 0.09)])
def test_where_nothing_fits_a_person_helps(retrieval: Retrieval) -> None:
    assert decide_reply(retrieval, History(), THRESHOLDS) == HandOff(Reason.NOTHING_FITS)


def test_an_upset_customer_gets_a_sure_answer_kindly_and_a_person_without_one() -> None:
    reply = decide_reply(found(0.9), History(), THRESHOLDS, Anger.VENTED)
    assert isinstance(reply, Answer)
    assert reply.kindly
    unsure = decide_reply(found(0.4), History(), THRESHOLDS, Anger.VENTED)
    assert unsure == HandOff(Reason.FRUSTRATED)


def test_anger_at_us_or_for_the_second_time_gets_a_person_even_if_an_article_fits() -> None:
    for history, anger in ((History(), Anger.AT_US), (History(angered=True), Anger.VENTED)):
        reply = decide_reply(found(0.9), history, THRESHOLDS, anger)
        assert reply == HandOff(Reason.FRUSTRATED)


def test_an_article_that_did_not_help_is_not_shown_again() -> None:
    tried = History(failures=1, tried=frozenset({"article-0"}))
    assert slugs(decide_reply(found(0.9, 0.2), tried, THRESHOLDS)) == ["article-1"]
    assert decide_reply(found(0.9), tried, THRESHOLDS) == AskAgain()
    twice = replace(tried, failures=2)
    assert decide_reply(found(0.9), twice, THRESHOLDS) == HandOff(Reason.FAILED_TWICE)


def topic(*hits: tuple[str, float]) -> Retrieval:
    """What was found for the one word "pin": articles of these titles."""
    found = tuple(Hit(f"article-{n}", title, c) for n, (title, c) in enumerate(hits))
    return Retrieval("my pin", found)


def test_a_topic_is_chosen_from_rather_than_guessed() -> None:
    several = topic(("Find your PIN", 0.8), ("Change your PIN", 0.01), ("Fees", 0.01))
    assert slugs(decide_reply(several, History(), THRESHOLDS)) == ["article-0", "article-1"]
    unlikely = topic(("Fees", 0.1), ("Change your PIN", 0.02))
    assert slugs(decide_reply(unlikely, History(), THRESHOLDS)) == ["article-0", "article-1"]


def test_a_topic_with_one_article_or_a_very_sure_one_is_answered() -> None:
    only = topic(("Find your PIN", 0.61), ("Fees", 0.01))
    assert decide_reply(only, History(), THRESHOLDS) == Answer(only.hits[0])
    very = topic(("Find your PIN", 0.93), ("Change your PIN", 0.02))
    assert decide_reply(very, History(), THRESHOLDS) == Answer(very.hits[0])


def test_a_topic_nothing_is_known_about_is_asked_about_once_before_a_person_comes() -> None:
    unknown = topic(("Fees", 0.01))
    assert decide_reply(unknown, History(), THRESHOLDS) == AskAgain()
    failed = decide_reply(unknown, History(failures=1), THRESHOLDS)
    assert failed == HandOff(Reason.FAILED_TWICE)


def test_two_questions_are_answered_if_both_surely_have_an_article_of_their_own() -> None:
    one, other = found(0.9), Retrieval("other", (Hit("other", "Other", 0.8),))
    both = AnswerBoth(one.hits[0], other.hits[0])
    assert decide_both([(one, other)], History(), THRESHOLDS) == both
    assert decide_both([(one, one)], History(), THRESHOLDS) is None
    assert decide_both([(one, found(0.5))], History(), THRESHOLDS) is None
    tried = History(tried=frozenset({"other"}))
    assert decide_both([(one, other)], tried, THRESHOLDS) is None
    assert decide_both([], History(), THRESHOLDS) is None


def test_of_several_ways_to_take_a_message_apart_the_surest_counts() -> None:
    first, other = found(0.7), Retrieval("other", (Hit("other", "Other", 0.8),))
    surer = replace(first, hits=(Hit("surer", "Surer", 0.75),))
    reply = decide_both([(first, other), (surer, other)], History(), THRESHOLDS)
    assert reply == AnswerBoth(surer.hits[0], other.hits[0])


def test_an_unsure_question_after_two_failures_gets_a_person_instead_of_buttons() -> None:
    reply = decide_reply(found(0.4), History(failures=2), THRESHOLDS)
    assert reply == HandOff(Reason.FAILED_TWICE)


def test_who_waits_for_a_person_gets_sure_answers_and_is_asked_nothing() -> None:
    waiting = History(waiting=True)
    assert isinstance(decide_reply(found(0.9), waiting, THRESHOLDS), Answer)
    assert decide_reply(found(0.4), waiting, THRESHOLDS) == KeepWaiting()
    assert decide_reply(found(), waiting, THRESHOLDS, Anger.AT_US) == KeepWaiting()
    assert decide_after_failure(found(0.4), waiting, THRESHOLDS) == KeepWaiting()
    assert decide_without_article(waiting) == KeepWaiting()
    tried = replace(waiting, tried=frozenset({"article-0"}))
    assert decide_reply(found(0.9), tried, THRESHOLDS) == KeepWaiting()


def test_a_first_failure_offers_the_other_likely_articles_or_asks_for_other_words() -> None:
    failed = History(failures=1, tried=frozenset({"article-0"}))
    assert slugs(decide_after_failure(found(0.7, 0.2), failed, THRESHOLDS)) == ["article-1"]
    assert decide_after_failure(found(0.98, 0.01), failed, THRESHOLDS) == AskAgain()


def test_a_second_failure_brings_a_person() -> None:
    failed = History(failures=2, tried=frozenset({"article-0"}))
    person = HandOff(Reason.FAILED_TWICE)
    assert decide_after_failure(found(0.7, 0.2), failed, THRESHOLDS) == person
    assert decide_without_article(failed) == person


def test_a_patient_company_offers_more_articles_but_never_asks_for_other_words_twice() -> None:
    failed = History(failures=2, tried=frozenset({"article-0"}), max_failures=4)
    assert slugs(decide_after_failure(found(0.5, 0.3), failed, THRESHOLDS)) == ["article-1"]
    assert decide_without_article(failed) == HandOff(Reason.FAILED_TWICE)


confidence = st.floats(0, 1, allow_nan=False)
retrievals = st.lists(confidence, max_size=8).map(lambda c: found(*sorted(c, reverse=True)))
histories = st.builds(
    History,
    failures=st.integers(0, 6),
    tried=st.frozensets(st.integers(0, 8).map("article-{}".format)),
    waiting=st.booleans(),
    max_failures=st.integers(1, 5),
)
thresholds = st.tuples(confidence, confidence, confidence).map(
    lambda t: Thresholds(answer=max(t[:2]), clarify=min(t[:2]), choice=t[2])
)


@given(retrievals, histories, thresholds)
def test_choices_are_few_likely_untried_and_in_order(
    retrieval: Retrieval, history: History, limits: Thresholds
) -> None:
    choices = choices_of(retrieval, history, limits)
    assert len(choices) <= MAX_CHOICES
    assert all(c.confidence >= limits.choice and c.slug not in history.tried for c in choices)
    assert list(choices) == sorted(choices, key=lambda c: -c.confidence)
    left_out = [
        h
        for h in retrieval.hits
        if h not in choices and h.confidence >= limits.choice and h.slug not in history.tried
    ]
    assert not left_out or len(choices) == MAX_CHOICES


@given(retrievals, histories, thresholds, st.sampled_from(Anger))
def test_no_reply_shows_what_was_tried_or_leaves_a_customer_with_empty_hands(
    retrieval: Retrieval, history: History, limits: Thresholds, anger: Anger
) -> None:
    for reply in (
        decide_reply(retrieval, history, limits, anger),
        decide_after_failure(retrieval, history, limits),
        decide_without_article(history),
    ):
        if isinstance(reply, Answer):
            assert reply.hit.slug not in history.tried
            assert reply.hit.confidence >= limits.answer
        if isinstance(reply, Clarify):
            assert reply.hits
            assert history.failures < history.max_failures
        if isinstance(reply, AskAgain):
            assert history.failures <= 1
        assert isinstance(reply, KeepWaiting) <= history.waiting
