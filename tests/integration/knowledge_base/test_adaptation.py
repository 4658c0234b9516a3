"""Adapting the encoder, with the real encoder and a few steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest

from core.articles import Article
from core.errors import BadInput, Unavailable
from knowledge_base.adaptation.augmentation import vary
from knowledge_base.adaptation.fine_tuning import Recipe, steps_of
from knowledge_base.adaptation.run import adapt_encoder, stop_serving_adapted
from knowledge_base.encoding import find_model, served_model
from knowledge_base.encoding.sentence_encoder import SentenceEncoder

NAME = "all-MiniLM-L6-v2"
LATE = ("my new card has not come", "card still missing", "where is my card", "no card in the post")
SOON = (
    "when does a new card come",
    "how long does a card take",
    "card by Friday?",
    "card delivery",
)
A_LITTLE = Recipe(rounds=20, most_steps=8, pairs=2, kept=0.0, rate=6e-5, smoothing=0.0)


@pytest.fixture(scope="module")
def adapted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("var") / "adapted"
    heard: list[tuple[int, int]] = []
    adapt_encoder(
        [article("late", *LATE), article("soon", *SOON)],
        NAME,
        folder,
        lambda step, steps: heard.append((step, steps)),
        A_LITTLE,
    )
    assert heard == [(step, 8) for step in range(1, 9)]
    return folder


def test_an_adapted_encoder_serves_and_tells_the_articles_apart_better(adapted: Path) -> None:
    before, after = (SentenceEncoder(m) for m in (find_model(NAME), served_model(NAME, adapted)))
    assert before.identity != after.identity
    assert _margin(after) > _margin(before) + 0.05
    lengths = np.linalg.norm(after.encode(["anything", "", "カード"]), axis=1)
    assert lengths == pytest.approx([1, 1, 1], abs=1e-4)


def test_it_serves_only_in_place_of_the_encoder_it_was_made_from(adapted: Path) -> None:
    assert served_model("another-model", adapted) == find_model("another-model")


def test_the_encoder_as_it_came_serves_without_it_and_after_undoing(tmp_path: Path) -> None:
    few = replace(A_LITTLE, most_steps=1)
    adapt_encoder([article("a", *LATE), article("b", *SOON)], NAME, tmp_path, _quiet, few)
    assert served_model(NAME, tmp_path) != find_model(NAME)
    assert stop_serving_adapted(tmp_path)
    assert served_model(NAME, tmp_path) == find_model(NAME)
    assert not stop_serving_adapted(tmp_path)


@pytest.mark.parametrize("serves", ["", "{}", "[1]", '{"folder": "../..", "adapted_from": "x"}'])
def test_a_damaged_note_of_what_serves_is_as_none(tmp_path: Path, serves: str) -> None:
    (tmp_path / "serves.json").write_text(serves)
    assert served_model(NAME, tmp_path) == find_model(NAME)


def test_one_article_or_an_unknown_model_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="at least two articles"):
        adapt_encoder([article("a", *LATE)], NAME, tmp_path, _quiet, A_LITTLE)
    with pytest.raises(Unavailable, match="can't be loaded"):
        adapt_encoder([article("a", *LATE)], str(tmp_path / "none"), tmp_path, _quiet)
    assert served_model(NAME, tmp_path) == find_model(NAME)


def test_the_number_of_steps_grows_with_the_texts_up_to_a_bound() -> None:
    recipe = Recipe(rounds=8, pairs=24, most_steps=500)
    assert steps_of([["a"] * 10] * 77, recipe) == 128
    assert steps_of([["a"] * 100] * 77, recipe) == 500
    assert steps_of([["a"], ["b"]], recipe) == 1


@pytest.mark.parametrize("text", ["", "?", "a", "pin", "card", "どこ", "why was I charged twice?"])
def test_a_varied_question_stays_recognisable(text: str) -> None:
    for seed in range(200):
        varied = vary(text, Random(seed))
        assert varied == vary(text, Random(seed))
        letters = [c for c in text.lower() if c.isalnum()]
        kept = sum(c in varied.lower() for c in letters)
        assert kept >= len(letters) - 6


def article(slug: str, *questions: str) -> Article:
    return Article(
        slug=slug,
        title=slug,
        questions=questions,
        next=(),
        audience="everyone",
        tags=(),
        review=date.max,
        owner="",
        short="",
        steps=(),
    )


def _margin(encoder: SentenceEncoder) -> float:
    """How much more alike the texts of one article are than those of two."""
    late, soon = encoder.encode(LATE), encoder.encode(SOON)
    within = ((late @ late.T).mean() + (soon @ soon.T).mean()) / 2
    return float(within - (late @ soon.T).mean())


def _quiet(step: int, steps: int) -> None:
    """Hear nothing."""
