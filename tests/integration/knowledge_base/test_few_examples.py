"""Articles with few example questions, or none: how they are found, and how sure we are of it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from commands.sources import with_few_examples
from core.answering import History, decide_reply
from core.articles import Article
from knowledge_base.encoding import CachingEncoder, Encoder, ServedEncoder
from knowledge_base.evaluation.metrics import EvaluatedQuery, Figures, measure
from knowledge_base.paths import Paths
from knowledge_base.retrieval import Engine
from knowledge_base.retrieval.ranker import EXAMPLES, Weights, prior
from store.article_files import read_library
from store.settings_files import read_settings

HOME = Path(__file__).parents[3]
ASKED = HOME / "tests" / "data" / "questions.csv"
THRESHOLDS = read_settings(HOME / "settings").confidence.common


@pytest.fixture(scope="module")
def articles() -> Sequence[Article]:
    return read_library(HOME / "knowledge_base" / "articles").articles


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    paths = Paths(tmp_path_factory.getbasetemp() / "var")
    return CachingEncoder(ServedEncoder("all-MiniLM-L6-v2", paths.encoders), paths.vectors)


def ask(engine: Engine) -> Figures:
    """Ask our own questions, of which some are answered by no article."""
    with ASKED.open() as file:
        rows = list(csv.DictReader(file))
    found = engine.search_all([row["text"] for row in rows])
    return measure(
        [
            EvaluatedQuery(row["label"], each, decide_reply(each, History(), THRESHOLDS))
            for row, each in zip(rows, found, strict=True)
        ],
        [0.0],
    )


def test_articles_without_a_single_example_question_answer_many_at_once(
    articles: Sequence[Article], encoder: Encoder
) -> None:
    figures = ask(Engine.build(with_few_examples(articles, 0), encoder))
    assert figures.answered_right >= 0.3  # of all, one in five of which nothing answers
    assert figures.answered_right + figures.clarified_right >= 0.65
    assert figures.answered_wrong <= 0.04


def test_a_new_article_without_examples_is_found_among_others_that_have_many(
    articles: Sequence[Article], encoder: Encoder
) -> None:
    new = next(each for each in articles if each.slug == "terminate_account")
    others = [each for each in articles if each is not new][::6]
    engine = Engine.build(others, encoder)
    engine = engine.with_changes({new.slug: replace(new, questions=())}, encoder)
    found = engine.search(new.title)
    assert found.hits[0].slug == new.slug
    assert found.confidence >= THRESHOLDS.answer
    assert engine.search("what is the weather like tomorrow").confidence < THRESHOLDS.clarify


def test_weights_change_evenly_between_the_numbers_of_examples_that_are_known() -> None:
    weights = prior()
    assert weights.table.shape == (len(EXAMPLES), 4)
    rows = weights.of(np.array([0, 2, EXAMPLES[-1], 1_000]))
    assert np.allclose(rows[0], weights.table[0])
    assert np.allclose(rows[2], weights.table[-1])
    assert np.allclose(rows[3], weights.table[-1])
    low, high = np.minimum(*weights.table[1:3]), np.maximum(*weights.table[1:3])
    assert np.all((rows[1] > low) & (rows[1] < high))
    moved = weights.moved(np.array([0, 0, 0, 1.0]))
    assert np.allclose(moved.of(np.array([5]))[0, 3] - weights.of(np.array([5]))[0, 3], 1)
    assert np.allclose(Weights.same(1, 2, 3, 4).of(np.array([7])), [[1, 2, 3, 4]])
