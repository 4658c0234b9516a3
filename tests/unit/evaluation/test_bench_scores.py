"""The scores that we and others are measured with."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.answers.banking import draw
from benchmarks.answers.figures import Figure, Target, Unit, as_json, table
from benchmarks.answers.peers import bm25
from benchmarks.answers.scores import (
    best_mcc,
    lowest_threshold,
    mcc,
    most_right,
    recall,
    said_from,
    said_if_likelier_than_nothing,
)
from benchmarks.answers.topics import HELD_OUT, choose_topics, share_at, with_labels
from commands.files.labelled import Labelled
from commands.thresholds.curves import likely_range, reliability, risk_curve
from core.answering import Hit, Retrieval
from knowledge_base.evaluation import tabulate_queries


def found(**confidences: float) -> Retrieval:
    hits = sorted(confidences.items(), key=lambda hit: -hit[1])
    return Retrieval("?", tuple(Hit(slug, "", confidence) for slug, confidence in hits))


class NoEncoder:
    identity = "none"

    def encode(self, texts: object) -> np.ndarray:
        raise AssertionError("words alone are compared")


def test_nothing_is_said_where_nothing_is_likelier_than_the_first_article() -> None:
    some = [found(a=0.5, b=0.3), found(a=0.4, b=0.1), found()]
    assert said_if_likelier_than_nothing(some) == ["a", "", ""]
    assert said_from(some, 0.45) == ["a", "", ""]


def test_the_best_correlation_is_that_of_the_best_threshold() -> None:
    some = [found(a=0.9), found(b=0.8), found(a=0.3), found(b=0.2)]
    labels = ["a", "b", "", ""]
    assert best_mcc(labels, some) == pytest.approx(1)
    assert mcc(labels, said_from(some, 0.85)) < 1


def test_recall_counts_only_questions_that_have_an_article() -> None:
    some = [found(a=0.6, b=0.3), found(a=0.6, b=0.3), found(a=0.9)]
    assert recall(["a", "b", ""], some, 1) == 1 / 2
    assert recall(["a", "b", ""], some, 3) == 1


def test_the_lowest_threshold_has_the_precision_asked_for_and_keeps_ties_together() -> None:
    labels = ["a", "a", "x", "a", "x"]
    asked = tabulate_queries(labels, [found(a=c) for c in (0.9, 0.8, 0.8, 0.7, 0.6)])
    assert lowest_threshold(asked, 1.0) == 0.9
    assert lowest_threshold(asked, 0.75) == 0.7
    assert lowest_threshold(asked.only(np.array([2])), 0.5) > 1
    assert share_at(asked, 0.7).precision == pytest.approx(3 / 4)


def test_most_right_weighs_wrong_answers_against_needless_refusals() -> None:
    labels = ["a", "a", "", "a", "", ""]
    asked = tabulate_queries(labels, [found(a=c) for c in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4)])
    assert most_right(asked) in (0.8, 0.6)


def test_random_choices_are_the_same_for_the_same_seed() -> None:
    topics = {f"t{n}" for n in range(77)}
    assert choose_topics(topics, 1) == choose_topics(topics, 1) != choose_topics(topics, 2)
    assert len(choose_topics(topics, 0)) == HELD_OUT
    rows = [Labelled(f"{t} {n}", t, n) for t in sorted(topics) for n in range(12)]
    ten = draw(rows, 1)
    assert ten == draw(rows, 1) != draw(rows, 2)
    assert len(ten) == len(set(ten)) == 770


def test_labelled_thresholds_are_tried_on_questions_they_were_not_chosen_on() -> None:
    random = np.random.default_rng(0)
    confidences = random.uniform(0, 1, 2000)
    labels = ["a" if random.uniform() < c else "x" for c in confidences]
    asked = tabulate_queries(labels, [found(a=float(c)) for c in confidences])
    share = with_labels(asked)
    assert share.precision == pytest.approx(0.95, abs=0.02)
    assert share.of_all == pytest.approx(0.1, abs=0.06)


def test_bm25_prefers_rare_words_that_are_shared() -> None:
    examples = [Labelled(text, label, 0) for text, label in (
        ("my card is lost", "lost"), ("my card is blue", "blue"), ("my card is my card", "card"),
    )]  # fmt: skip
    ranked = bm25(examples, ["is the blue one my favourite", "LOST it"], NoEncoder())
    assert [one.hits[0].slug for one in ranked] == ["blue", "lost"]


def test_risk_and_reliability_are_counted_right() -> None:
    rows = [("a", 0.95)] * 30 + [("x", 0.95)] * 10 + [("a", 0.25)] * 10 + [("x", 0.25)] * 30
    asked = tabulate_queries([label for label, _ in rows], [found(a=c) for _, c in rows])
    last = risk_curve(asked)[-1]
    assert (last.coverage, last.risk) == (1, pytest.approx(0.5))
    low, high = reliability(asked)
    assert (low.said, low.right, low.share) == pytest.approx((0.25, 0.25, 0.5))
    assert (high.said, high.right, high.share) == pytest.approx((0.95, 0.75, 0.5))
    assert high.lowest < 0.75 < high.highest


def test_the_likely_range_narrows_with_the_number_of_questions() -> None:
    assert likely_range(0.04, 100) == pytest.approx((0.0157, 0.0984), abs=0.001)
    narrow = likely_range(0.04, 10_000)
    assert narrow[1] - narrow[0] < 0.01


def test_the_table_names_what_was_missed_and_what_others_reach() -> None:
    figures = [
        Figure("right", [0.9, 0.92], target=Target(0.9), peers={"BM25": 0.6, "DIET": None}),
        Figure("slow", [4.0], Unit.MILLISECONDS, Target(3, at_most=True), note="busy"),
    ]
    text = table({"Answers": figures})
    assert "91.0%" in text
    assert "90.0% to 92.0%" in text
    assert "BM25 60.0% · DIET not measured" in text
    assert [one["reached"] for one in as_json({"Answers": figures})] == [True, False]
    assert text.count("reached") == text.count("MISSED") == 1
