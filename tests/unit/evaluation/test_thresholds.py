"""Choosing thresholds: the rule, on questions whose outcomes are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.thresholds.words import answer_moves, in_a_thousand
from core.answering import (
    Answer,
    Clarify,
    HandOff,
    History,
    Hit,
    Reason,
    Reply,
    Retrieval,
    Thresholds,
    decide_reply,
)
from knowledge_base.evaluation import LabelledQueries, Rates, tabulate_queries
from knowledge_base.evaluation.metrics import EvaluatedQuery, measure
from knowledge_base.evaluation.thresholds import MIN_ANSWERS, choose_thresholds, expect

BEFORE = Thresholds(answer=0.65, clarify=0.15, choice=0.02)


def retrieval(first: float, second: float = 0.0) -> Retrieval:
    hits = [Hit("first", "First", first), Hit("second", "Second", second)]
    question = "how do I find an article"
    return Retrieval(question, tuple(hit for hit in hits if hit.confidence > 0))


def honest(count: int = 4000, seed: int = 0, unknown: float = 0.2) -> LabelledQueries:
    """Questions whose first article is right just as often as its confidence says."""
    random = np.random.default_rng(seed)
    first = random.uniform(0.02, 1, count)
    second = (1 - first) * random.uniform(0, 1, count)
    luck = random.uniform(0, 1, count)
    labels = np.where(luck < first, "first", np.where(luck < first + second, "second", "other"))
    labels = np.where((labels == "other") & (random.uniform(0, 1, count) < unknown * 3), "", labels)
    found = [retrieval(float(a), float(min(a, b))) for a, b in zip(first, second, strict=True)]
    return tabulate_queries([str(label) for label in labels], found)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["first", "second", "elsewhere", ""]),
            st.floats(0, 1),
            st.floats(0, 1),
        ),
        min_size=1,
        max_size=30,
    ),
    st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)),
)
@settings(deadline=None, max_examples=60)
def test_rates_are_those_of_the_decision_itself(
    rows: list[tuple[str, float, float]], values: tuple[float, float, float]
) -> None:
    thresholds = Thresholds(max(values[:2]), min(values[:2]), values[2])
    labels = [label for label, _, _ in rows]
    found = [retrieval(max(a, b), min(a, b)) for _, a, b in rows]
    replies: list[Reply] = [decide_reply(one, History(), thresholds) for one in found]
    outcomes = [EvaluatedQuery(*row) for row in zip(labels, found, replies, strict=True)]
    figures = measure(outcomes, [1.0])
    assert vars(tabulate_queries(labels, found).rates(thresholds)) == pytest.approx(
        {
            "answered_right": figures.answered_right,
            "answered_wrong": figures.answered_wrong,
            "clarified_right": figures.clarified_right,
            "clarified_wrong": figures.clarified_wrong,
            "handed_off": figures.handed_off,
        }
    )


@given(st.lists(st.floats(0, 0.6), min_size=2, max_size=6), st.integers(0, 20))
@settings(deadline=None, max_examples=12)
def test_a_stricter_target_never_lowers_the_threshold(targets: list[float], seed: int) -> None:
    asked = honest(300, seed)
    chosen = [choose_thresholds(asked, t, BEFORE).thresholds.answer for t in sorted(targets)]
    assert chosen == sorted(chosen, reverse=True)


def test_the_target_is_just_reached_on_honest_confidences() -> None:
    chosen = choose_thresholds(honest(), 0.1, BEFORE)
    assert chosen.is_reached
    # with confidences spread evenly, answering from t on is wrong (1 - t) / 2 of the time
    assert chosen.thresholds.answer == pytest.approx(0.8, abs=0.03)
    lower = honest().rates(Thresholds(chosen.thresholds.answer - 0.03, 0, 0))
    assert lower.risk > 0.1 >= honest().rates(chosen.thresholds).risk


def test_an_easy_target_never_shows_what_is_more_probably_wrong_than_right() -> None:
    assert choose_thresholds(honest(), 0.9, BEFORE).thresholds.answer == pytest.approx(
        0.5, abs=0.05
    )


def test_a_target_out_of_reach_gets_the_safest_thresholds_and_says_so() -> None:
    wrong = [("other", 0.9)] * 30 + [("first", 0.8)] * 30 + [("other", 0.3)] * 60
    asked = tabulate_queries([label for label, _ in wrong], [retrieval(c) for _, c in wrong])
    chosen = choose_thresholds(asked, 0.01, BEFORE)
    assert not chosen.is_reached
    rates = asked.rates(chosen.thresholds)
    assert rates.risk == min(
        asked.rates(Thresholds(t, 0, 0)).risk for t in (0.05, 0.31, 0.5, 0.81, 0.85)
    )


def test_too_few_answers_tell_nothing() -> None:
    few = [("first", 0.99)] * (MIN_ANSWERS - 1) + [("other", 0.5)] * 200
    asked = tabulate_queries([label for label, _ in few], [retrieval(c) for _, c in few])
    assert not choose_thresholds(asked, 0.04, BEFORE).is_reached


def test_without_unknown_questions_clarify_stays() -> None:
    asked = honest()
    known = asked.only(asked.is_known)
    assert choose_thresholds(known, 0.1, BEFORE).thresholds.clarify == BEFORE.clarify
    assert choose_thresholds(asked, 0.1, BEFORE).thresholds.clarify != BEFORE.clarify


def test_buttons_that_are_rarely_right_are_not_offered() -> None:
    useless = [("", 0.3)] * 300 + [("first", 0.5)] * 100 + [("first", 0.9)] * 100
    asked = tabulate_queries([label for label, _ in useless], [retrieval(c) for _, c in useless])
    clarify = choose_thresholds(asked, 0.04, BEFORE).thresholds.clarify
    assert 0.3 < clarify <= 0.5


def test_expected_rates_come_from_questions_that_were_not_chosen_on() -> None:
    asked = honest(300, seed=3)
    chosen = choose_thresholds(asked, 0.1, BEFORE)
    expected = expect(asked, 0.1, BEFORE, chosen.thresholds)
    assert expected.seen == asked.rates(chosen.thresholds)
    assert sum(vars(expected.unseen).values()) == pytest.approx(1)
    assert expected.unseen != expected.seen
    assert expected == expect(asked, 0.1, BEFORE, chosen.thresholds), "folds are always the same"


def test_a_share_of_unknown_questions_is_assumed_by_weight() -> None:
    asked = honest()
    assert asked.with_unknown_share(0.4).unknown_share == pytest.approx(0.4)
    known = asked.only(asked.is_known)
    assert known.with_unknown_share(0.4).unknown_share == 0, "there is nothing to weigh"


def test_words_say_what_happens_to_a_thousand_customers() -> None:
    rates = Rates(0.7, 0.03, 0.2, 0.05, 0.02)
    assert in_a_thousand(rates) == (
        "Of 1,000 customers 730 are answered at once, 30 of them wrongly (4.1% of the answers). "
        "250 choose from up to three buttons, and 200 of those find the right article there. "
        "20 go to a person at once."
    )


def test_moving_a_threshold_is_told_as_gain_and_loss() -> None:
    rows = [("first", 0.9)] * 960 + [("first", 0.62)] * 30 + [("other", 0.62)] * 10
    asked = tabulate_queries([label for label, _ in rows], [retrieval(c) for _, c in rows])
    words = {value: told for value, _, told in answer_moves(asked, BEFORE)}
    assert words[0.6] == (
        "0.60 instead of 0.65, of 1,000 customers: 40 more answered at once, 10 more answered "
        "wrongly, 40 fewer asked to choose from buttons, 10 fewer shown buttons in vain."
    )
    assert words[0.7].endswith("nothing changes.")


def test_replies_of_every_kind_are_told_apart() -> None:
    found = retrieval(0.7, 0.2)
    outcomes = [
        EvaluatedQuery("first", found, Answer(found.hits[0])),
        EvaluatedQuery("second", found, Clarify(found.hits)),
        EvaluatedQuery("", found, HandOff(Reason.NOTHING_FITS)),
    ]
    figures = measure(outcomes, [1.0])
    assert figures.answered_right == figures.clarified_right == figures.handed_off_right
