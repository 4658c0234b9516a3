"""The encoder that serves: the vectors of sentence-transformers, from ONNX Runtime."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from structlog.testing import capture_logs

from knowledge_base.engine import Engine
from knowledge_base.library import read_library
from knowledge_base.model import Model, find_model
from knowledge_base.sentence_encoder import SentenceEncoder
from knowledge_base.served_encoder import ServedEncoder, exported_file
from knowledge_base.vector_cache import CachingEncoder

HOME = Path(__file__).parents[2]
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
    assert likeness.min() >= 0.9999


def test_a_text_has_the_same_vector_alone_and_among_others(served: ServedEncoder) -> None:
    together = served.encode(STRANGE)
    for text, vector in zip(STRANGE, together, strict=True):
        assert served.encode([text])[0] @ vector >= 0.9999


def test_questions_find_the_same_articles_in_the_same_order(
    served: ServedEncoder, original: SentenceEncoder, questions: list[str], exports: Path
) -> None:
    articles = read_library(HOME / "knowledge_base" / "articles").articles
    passages = CachingEncoder(served, exports.parent / "vectors.db")  # the same for both
    found = [
        Engine.build(articles, encoder, passages).search_all(questions)
        for encoder in (served, original)
    ]
    for ours, theirs in zip(*found, strict=True):
        assert [hit.slug for hit in ours.hits] == [hit.slug for hit in theirs.hits]
        assert ours.confidence == pytest.approx(theirs.confidence, abs=1e-3)


def test_the_process_that_serves_loads_neither_torch_nor_transformers(
    served: ServedEncoder, exports: Path
) -> None:
    served.encode(["so that the exported file is there"])
    script = (
        "import sys; from pathlib import Path; import actions.services, actions.app; "
        "from knowledge_base.served_encoder import ServedEncoder; "
        f"ServedEncoder({NAME!r}, Path(sys.argv[1])).encode(['hello']); "
        "print({'torch', 'transformers', 'sentence_transformers', 'onnx'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(exports)],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "set()"


def test_the_file_is_exported_once_and_nothing_is_left_beside_it(
    served: ServedEncoder, exports: Path
) -> None:
    served.encode(["hello"])
    file = exported_file(find_model(NAME), exports)
    written = file.stat().st_mtime_ns
    ServedEncoder(NAME, exports).encode(["hello"])
    assert file.stat().st_mtime_ns == written
    assert list(exports.iterdir()) == [file]


def test_a_model_that_cannot_be_exported_is_served_by_sentence_transformers(
    tmp_path: Path, served: ServedEncoder, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "encoders").write_text("a file where the folder should be")
    encoder = ServedEncoder(NAME, tmp_path / "encoders")
    with capture_logs() as logs:
        vectors = encoder.encode(["my card is gone"])
    assert vectors[0] @ served.encode(["my card is gone"])[0] >= 0.9999
    assert [log["event"] for log in logs if log["log_level"] == "warning"] == [
        "encoder_without_onnx"
    ]
    assert "Loading weights" not in capfd.readouterr().err


def test_a_spoilt_file_is_not_served_and_goes_away(tmp_path: Path) -> None:
    file = exported_file(find_model(NAME), tmp_path)
    file.write_bytes(b"this is no network" * 100)
    assert ServedEncoder(NAME, tmp_path).encode(["hello"]).shape == (1, 384)
    assert not file.exists()


def test_another_version_of_a_model_has_another_file(tmp_path: Path) -> None:
    weights = tmp_path / "model" / "model.safetensors"
    weights.parent.mkdir()
    weights.write_bytes(b"old")
    model = Model("ours", weights.parent)
    files = {exported_file(model, tmp_path)}
    os.utime(weights, ns=(1, 1))
    files.add(exported_file(model, tmp_path))
    weights.write_bytes(b"newer")
    files.add(exported_file(model, tmp_path))
    assert len(files) == 3
