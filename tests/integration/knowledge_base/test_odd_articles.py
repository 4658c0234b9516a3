"""Articles that nobody would write, but somebody will."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.articles import Article
from knowledge_base.encoding import Encoder, ServedEncoder
from knowledge_base.paths import Paths
from knowledge_base.retrieval import Engine
from store.article_files import read_library
from tests.support.action_server import HOME

QUESTION = "how do i change my pin"


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    paths = Paths(tmp_path_factory.getbasetemp() / "var")
    return ServedEncoder("all-MiniLM-L6-v2", paths.encoders)


@pytest.fixture(scope="module")
def sound() -> list[Article]:
    wanted = {"change_pin", "age_limit", "card_swallowed"}
    return [a for a in read_library(HOME / "knowledge_base/articles").articles if a.slug in wanted]


def test_an_article_without_a_word_is_never_found_and_harms_no_other(
    encoder: Encoder, sound: list[Article]
) -> None:
    bare = replace(sound[0], slug="bare", title="", questions=(), short="", steps=(), more="")
    assert Engine.build([bare], encoder).search(QUESTION).hits == ()
    hits = Engine.build([bare, *sound], encoder).search(QUESTION).hits
    assert hits[0].slug == "change_pin"
    assert all(hit.confidence < 0.01 for hit in hits if hit.slug == "bare")


def test_two_articles_with_the_same_words_share_what_speaks_for_them(
    encoder: Encoder, sound: list[Article]
) -> None:
    twin = next(replace(each, slug="twin") for each in sound if each.slug == "change_pin")
    first, second, *_ = Engine.build([twin, *sound], encoder).search(QUESTION).hits
    assert {first.slug, second.slug} == {"change_pin", "twin"}
    assert first.confidence == pytest.approx(second.confidence, abs=0.05)
    assert first.confidence < 0.75, "neither is surely meant"


@pytest.mark.parametrize(
    "questions",
    [("🎷🎶", "?"), ("word " * 10_000,), ("где моя карта", "カードはどこ", "أين بطاقتي")],
)
def test_examples_of_signs_of_other_scripts_or_without_end_are_trained_like_any_other(
    encoder: Encoder, sound: list[Article], questions: tuple[str, ...]
) -> None:
    odd = replace(sound[0], slug="odd", questions=questions)
    engine = Engine.build([odd, *sound], encoder)
    assert engine.search(QUESTION).hits[0].slug == "change_pin"
    assert engine.search(questions[0]).hits[0].slug == "odd"
