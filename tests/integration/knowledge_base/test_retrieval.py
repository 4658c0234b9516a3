"""The knowledge base with the real encoder, on the shipped articles and on small folders."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from commands.files.folder_articles import FolderArticles
from core.errors import Unavailable
from knowledge_base.encoding import CachingEncoder, Encoder, ServedEncoder
from knowledge_base.knowledge_base import KnowledgeBase
from knowledge_base.paths import Paths
from knowledge_base.retrieval import Engine
from store.article_files import read_library
from tests.support.waiting import wait_until

NAME = "all-MiniLM-L6-v2"
ARTICLES = Path(__file__).parents[3] / "knowledge_base" / "articles"


@pytest.fixture(scope="module")
def encoder(var: Path) -> Encoder:
    return ServedEncoder(NAME, Paths(var).encoders)


@pytest.fixture(scope="module")
def shipped(encoder: Encoder, var: Path) -> Engine:
    cached = CachingEncoder(encoder, Paths(var).vectors)
    return Engine.build(read_library(ARTICLES).articles, encoder, cached)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three of the shipped articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for slug in ("change_pin", "age_limit", "card_swallowed"):
        copy(slug, folder)
    return folder


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where exported encoders, vectors and snapshots are kept."""
    return tmp_path_factory.getbasetemp() / "var"


@pytest.fixture
def served(folder: Path, var: Path) -> Iterator[KnowledgeBase]:
    base = KnowledgeBase(FolderArticles(folder), NAME, var, poll=0.1, calm=1)
    base.start()
    yield base
    base.stop()


def copy(slug: str, folder: Path) -> None:
    """Copy a shipped article without its links, which would lead to articles that are not there."""
    text = (ARTICLES / f"{slug}.md").read_text()
    (folder / f"{slug}.md").write_text(re.sub(r"next:\n(  - .*\n)+", "next: []\n", text))


def test_vectors_have_unit_length_and_like_texts_are_near(encoder: Encoder) -> None:
    vectors = encoder.encode(["my card is gone", "I lost my card", "the weather is fine"])
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


def test_an_encoder_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"settings/retrieval\.yml"):
        ServedEncoder("./no-such-model", tmp_path).encode(["hello"])


def test_confidences_are_probabilities_the_best_first(shipped: Engine) -> None:
    hits = shipped.search("how old must my son be to open an account").hits
    confidences = [hit.confidence for hit in hits]
    assert hits[0].slug == "age_limit"
    assert confidences == sorted(confidences, reverse=True)
    assert 0 <= sum(confidences) <= 1 + 1e-6
    assert len({hit.slug for hit in hits}) == len(hits) == 5
    assert len(shipped.search("how old must my son be", limit=2).hits) == 2


def test_one_question_and_many_at_once_get_the_same_hits(shipped: Engine) -> None:
    questions = ["can i pay with apple pay", "card stolen!!", "the atm ate my card"]
    for question, retrieval in zip(questions, shipped.search_all(questions), strict=True):
        alone = shipped.search(question)
        assert [hit.slug for hit in alone.hits] == [hit.slug for hit in retrieval.hits]
        assert alone.confidence == pytest.approx(retrieval.confidence, abs=1e-4)


@pytest.mark.parametrize("question", ["", "   ", "\n\t"])
def test_a_question_without_words_finds_nothing(shipped: Engine, question: str) -> None:
    assert shipped.search(question).hits == ()


@pytest.mark.parametrize(
    "question",
    [
        "😀😀😀",
        "?",
        "a",
        "привет, как дела",
        "天気はどうですか",
        "<script>alert(1)</script>",
        "\x00\x01",
    ],
)
def test_what_is_no_question_for_a_bank_is_not_answered(shipped: Engine, question: str) -> None:
    assert shipped.search(question).confidence < 0.65


def test_a_question_of_ten_thousand_words_is_searched_fast(shipped: Engine) -> None:
    question = "how do i change my pin " + "and then i told them so " * 1_700
    shipped.search(question)
    begun = time.perf_counter()
    assert len(shipped.search(question).hits) == 5
    assert time.perf_counter() - begun < 20, "a fraction of a second if nobody else works here"


def test_without_articles_nothing_is_found(encoder: Encoder) -> None:
    engine = Engine.build((), encoder)
    assert engine.search("how do i change my pin").hits == ()


def test_a_single_article_is_found_and_nothing_else_is_answered(
    encoder: Encoder,
) -> None:
    only = [a for a in read_library(ARTICLES).articles if a.slug == "change_pin"]
    engine = Engine.build(only, encoder)
    assert engine.search("i would like to change my pin").confidence > 0.65
    assert engine.search("what is the weather like in paris").confidence < 0.15


def test_two_articles_are_told_apart(encoder: Encoder) -> None:
    two = [a for a in read_library(ARTICLES).articles if a.slug in {"change_pin", "age_limit"}]
    engine = Engine.build(two, encoder)
    assert engine.search("how do i get a new pin").hits[0].slug == "change_pin"
    assert engine.search("can a 15 year old join").hits[0].slug == "age_limit"


def test_the_knowledge_base_gives_articles_and_titles(served: KnowledgeBase) -> None:
    assert [article.slug for article in served.articles()] == [
        "age_limit",
        "card_swallowed",
        "change_pin",
    ]
    article = served.article("change_pin")
    assert article is not None
    assert served.titles()["change_pin"] == article.title
    assert served.article("no_such_article") is None


def test_an_added_a_changed_and_a_removed_article_are_noticed(
    served: KnowledgeBase, folder: Path
) -> None:
    question = "somebody stole my phone"
    assert served.search(question).confidence < 0.65
    copy("lost_or_stolen_phone", folder)
    wait_until(lambda: served.search(question).confidence >= 0.65)
    assert served.search(question).hits[0].slug == "lost_or_stolen_phone"

    file = folder / "change_pin.md"
    file.write_text(file.read_text().replace("questions:\n", "questions:\n  - zebra crossing\n"))
    wait_until(lambda: served.search("zebra crossing").hits[0].confidence > 0.65)

    (folder / "lost_or_stolen_phone.md").unlink()
    wait_until(lambda: served.article("lost_or_stolen_phone") is None)
    assert "lost_or_stolen_phone" not in {hit.slug for hit in served.search(question).hits}


def test_a_folder_that_goes_away_keeps_the_old_articles_and_its_return_is_noticed(
    served: KnowledgeBase, folder: Path
) -> None:
    away = folder.rename(folder.parent / "away")
    time.sleep(0.5)
    assert served.search("change my pin please").hits[0].slug == "change_pin"
    copy("lost_or_stolen_phone", away)
    away.rename(folder)
    wait_until(lambda: served.article("lost_or_stolen_phone") is not None)


def test_a_missing_folder_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="EFFIE_ARTICLES"):
        KnowledgeBase(FolderArticles(tmp_path / "nowhere"), NAME, tmp_path).start()


class Counting:
    """An encoder that counts what it is asked, and knows no language at all."""

    identity = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray:
        self.asked += texts
        vectors = [np.random.default_rng(len(text)).normal(size=8) for text in texts]
        return np.array([v / np.linalg.norm(v) for v in vectors], dtype=np.float32).reshape(-1, 8)


def test_a_text_is_encoded_once_and_remembered_over_a_restart(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    vectors = CachingEncoder(first, tmp_path / "var" / "vectors.db").encode(["a", "bb", "a"])
    again = CachingEncoder(second, tmp_path / "var" / "vectors.db").encode(["a", "bb", "ccc"])
    assert first.asked == ["a", "bb"]
    assert second.asked == ["ccc"]
    assert np.array_equal(vectors[:2], again[:2])


def test_a_broken_cache_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "vectors.db").write_bytes(b"this is no database" * 100)
    encoder = Counting()
    assert CachingEncoder(encoder, tmp_path / "vectors.db").encode(["a", "bb"]).shape == (2, 8)
