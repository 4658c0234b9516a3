"""The encoder that serves: the vectors of sentence-transformers, from ONNX Runtime."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from structlog.testing import capture_logs

from knowledge_base.encoding import CachingEncoder, Model, ServedEncoder, find_model
from knowledge_base.encoding.onnx_encoder import NETWORK
from knowledge_base.encoding.sentence_encoder import SentenceEncoder
from knowledge_base.encoding.served_encoder import exported_folder
from knowledge_base.retrieval import Engine
from store.article_files import read_library

HOME = Path(__file__).parents[3]
NAME = "all-MiniLM-L6-v2"
STRANGE = [
    "",
    "   ",
    "?",
    "😀😀 wo ist meine Karte 💳",
    "привет, где моя карта",
    "天気はどうですか",
    "أين بطاقتي",
    "CAN I GET A REFUND!!!",
    "naïve café – “quotes” and\ttabs\n",
    "\x00\x01",
    "[CLS] [SEP] [MASK] my card",
    "a" * 300,
    "how do i change my pin " * 40,
    "and then i told them so " * 1_700,
]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.getbasetemp() / "var" / "encoders"


@pytest.fixture(scope="module")
def served(exports: Path) -> ServedEncoder:
    return ServedEncoder(NAME, exports)


@pytest.fixture(scope="module")
def original() -> SentenceEncoder:
    return SentenceEncoder(find_model(NAME))


@pytest.fixture(scope="module")
def questions() -> list[str]:
    with (HOME / "tests" / "data" / "questions.csv").open(newline="", encoding="utf-8") as file:
        return [row["text"] for row in csv.DictReader(file)]


def test_its_vectors_are_those_of_sentence_transformers(
    served: ServedEncoder, original: SentenceEncoder, questions: list[str]
) -> None:
    articles = read_library(HOME / "knowledge_base" / "articles").articles
    texts = [*questions, *STRANGE, *(article.short for article in articles)]
    likeness = np.sum(served.encode(texts) * original.encode(texts), axis=1)
    assert likeness[: len(questions)].min() >= 0.99
    assert likeness.min() >= 0.98


def test_a_text_has_the_same_vector_alone_and_among_others(served: ServedEncoder) -> None:
    together = served.encode(STRANGE)
    for text, vector in zip(STRANGE, together, strict=True):
        assert served.encode([text])[0] @ vector >= 0.9999


def test_questions_find_the_same_articles(
    served: ServedEncoder, original: SentenceEncoder, questions: list[str], exports: Path
) -> None:
    articles = read_library(HOME / "knowledge_base" / "articles").articles[:30]
    kept = exports.parent / "vectors.db"
    found = [
        Engine.build(articles, each, CachingEncoder(each, kept)).search_all(questions)
        for each in (served, original)
    ]
    pairs = list(zip(*found, strict=True))
    sure = [pair for pair in pairs if pair[1].confidence > 0.6]
    assert all(ours.hits[0].slug == theirs.hits[0].slug for ours, theirs in sure)
    assert np.mean([abs(ours.confidence - theirs.confidence) for ours, theirs in pairs]) <= 0.025


def test_it_is_exported_once_and_nothing_is_left_beside_it(
    served: ServedEncoder, exports: Path
) -> None:
    served.encode(["hello"])
    folder = exported_folder(find_model(NAME), exports)
    written = (folder / NETWORK).stat().st_mtime_ns
    ServedEncoder(NAME, exports).encode(["hello"])
    assert (folder / NETWORK).stat().st_mtime_ns == written
    assert list(exports.iterdir()) == [folder]


def test_a_model_that_cannot_be_exported_is_served_by_sentence_transformers(
    tmp_path: Path, served: ServedEncoder, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "encoders").write_text("a file where the folder should be")
    encoder = ServedEncoder(NAME, tmp_path / "encoders")
    with capture_logs() as logs:
        vectors = encoder.encode(["my card is gone"])
    assert vectors[0] @ served.encode(["my card is gone"])[0] >= 0.99
    assert [log["event"] for log in logs if log["log_level"] == "warning"] == [
        "encoder_without_onnx"
    ]
    assert "Loading weights" not in capfd.readouterr().err


def test_a_spoilt_export_is_not_served_and_goes_away(tmp_path: Path) -> None:
    folder = exported_folder(find_model(NAME), tmp_path)
    folder.mkdir()
    (folder / NETWORK).write_bytes(b"this is no network" * 100)
    assert ServedEncoder(NAME, tmp_path).encode(["hello"]).shape == (1, 384)
    assert not folder.exists()


def test_another_version_of_a_model_has_another_file(tmp_path: Path) -> None:
    weights = tmp_path / "model" / "model.safetensors"
    weights.parent.mkdir()
    weights.write_bytes(b"old")
    model = Model("ours", weights.parent)
    files = {exported_folder(model, tmp_path)}
    os.utime(weights, ns=(1, 1))
    files.add(exported_folder(model, tmp_path))
    weights.write_bytes(b"newer")
    files.add(exported_folder(model, tmp_path))
    assert len(files) == 3
