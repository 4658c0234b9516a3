"""What is learnt beside the process that answers, and how it gets there."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from core.articles import Article
from core.errors import Unavailable
from knowledge_base.encoder import Encoder
from knowledge_base.engine import Engine
from knowledge_base.knowledge_base import KnowledgeBase
from knowledge_base.learn import leave_snapshot
from knowledge_base.learning import learn
from knowledge_base.model import SERVES, served_model
from knowledge_base.owners import Owners
from knowledge_base.places import Places
from knowledge_base.runs import Vocabulary
from knowledge_base.served_encoder import ServedEncoder
from knowledge_base.shelf import MOST_KEPT, Shelf
from knowledge_base.snapshot import Snapshot, read_snapshot, write_snapshot
from knowledge_base.spelling import Spelling
from store.article_folder import Library, read_library

HOME = Path(__file__).parents[2]
ARTICLES = HOME / "knowledge_base" / "articles"
NAME = "all-MiniLM-L6-v2"
ODD = [
    "",
    "   \n\t ",
    "a",
    "a b c",
    "😀😀 wo ist meine Karte 💳",
    "привет, где моя карта",
    "天気はどうですか",
    "أين بطاقتي",
    "İSTANBUL Straße ẞ ﬁne",
    "naïve café – “quotes” and\ttabs\n",
    "one\u2003two\x1cthree\x00four\u00a0five",
    "xqzj",
    "card card card CARD",
    "and then i told them so " * 1_700,
]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return Places(tmp_path_factory.getbasetemp() / "var")


@pytest.fixture(scope="module")
def encoder(places: Places) -> ServedEncoder:
    return ServedEncoder(NAME, places.encoders)


@pytest.fixture(scope="module")
def questions() -> list[str]:
    with (HOME / "tests" / "data" / "questions.csv").open(newline="", encoding="utf-8") as file:
        return [row["text"] for row in csv.DictReader(file)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two of the shipped articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for slug in ("change_pin", "age_limit"):
        shutil.copy(ARTICLES / f"{slug}.md", folder)
    return folder


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 90
    while not holds():
        assert time.monotonic() < end, "it did not happen within 90 seconds"
        time.sleep(0.05)


def shipped(number: int) -> tuple[Article, ...]:
    return read_library(ARTICLES).articles[:number]


def test_spelling_is_what_scikit_learn_makes_of_it(questions: list[str]) -> None:
    texts = [*questions[:120], "ΑΣ ας", "i", "x y", "card\u00a0card card", "ñandú 😀"]
    reference = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    known = reference.fit_transform(texts)
    asked = [*questions[120:], *ODD]
    theirs = (reference.transform(asked) @ known.T).toarray()

    vocabulary = Vocabulary.of(texts)
    owners = Owners(np.arange(len(texts)), len(texts))
    spelling = Spelling.of(vocabulary.count(texts), len(vocabulary), owners)
    assert set(vocabulary.names) == set(reference.vocabulary_)
    assert np.allclose(spelling.similarities(vocabulary.count(asked)), theirs, atol=1e-5)


def test_spelling_compares_with_an_articles_best_text() -> None:
    texts = ["change my pin", "new pin code", "card stolen", "somebody took my card"]
    vocabulary = Vocabulary.of(texts)
    counts = vocabulary.count(texts)
    each = Spelling.of(counts, len(vocabulary), Owners(np.arange(4), 4))
    both = Spelling.of(counts, len(vocabulary), Owners(np.array([0, 0, 2, 2]), 3))
    asked = vocabulary.count(["the new pin", "my card was stolen"])
    alone = each.similarities(asked)
    assert np.array_equal(both.similarities(asked)[:, [0, 2]], alone.reshape(2, 2, 2).max(axis=2))
    assert np.array_equal(both.similarities(asked)[:, 1], [0, 0])  # an article without a text


@pytest.mark.parametrize("number", [0, 1, 2, 12])
def test_a_snapshot_answers_as_what_was_learnt_did(
    number: int, tmp_path: Path, encoder: Encoder, questions: list[str]
) -> None:
    articles = shipped(number)
    snapshot = Snapshot(Library(articles), learn(articles, encoder))
    write_snapshot(snapshot, tmp_path / "snapshot.npz")
    again = read_snapshot(tmp_path / "snapshot.npz")
    assert again.library == snapshot.library
    asked = [*questions[:20], *ODD]
    before, after = (
        Engine(each.library.articles, encoder, each.learnt).search_all(asked)
        for each in (snapshot, again)
    )
    assert before == after


def test_an_article_without_questions_of_its_own_can_be_learnt(encoder: Encoder) -> None:
    mute = replace(shipped(1)[0], questions=(), title="", short="", steps=())
    learnt = learn((mute, *shipped(10)[1:]), encoder)
    found = Engine((mute, *shipped(10)[1:]), encoder, learnt).search("what is the age limit")
    assert found.hits
    assert found.hits[0].slug != mute.slug


def test_a_snapshot_that_was_spoilt_is_made_again(
    folder: Path, tmp_path: Path, encoder: Encoder, places: Places
) -> None:
    ours = Places(tmp_path / "var")
    ours.var.mkdir()
    key = leave_snapshot(folder, encoder, ours)
    (file,) = ours.snapshots.glob("*.npz")
    for spoilt in (b"", b"no archive", file.read_bytes()[:-50_000]):
        file.write_bytes(spoilt)
        with pytest.raises(Unavailable):
            read_snapshot(file)
        assert Shelf(ours.snapshots, folder, encoder.identity).get(key) is None
        assert leave_snapshot(folder, encoder, ours) == key
        assert len(read_snapshot(file).library.articles) == 2


def test_the_key_follows_the_articles_the_model_and_nothing_else(
    folder: Path, tmp_path: Path
) -> None:
    key = Shelf(tmp_path, folder, "a model").key()
    elsewhere = shutil.copytree(folder, tmp_path / "elsewhere")
    assert Shelf(tmp_path, elsewhere, "a model").key() == key
    assert Shelf(tmp_path, folder, "another model").key() != key
    (folder / "age_limit.md").rename(folder / "how_old.md")
    renamed = Shelf(tmp_path, folder, "a model").key()
    with (folder / "how_old.md").open("a") as file:
        file.write("\nMore.\n")
    assert len({key, renamed, Shelf(tmp_path, folder, "a model").key()}) == 3


def test_only_the_latest_snapshots_are_kept(folder: Path, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf", folder, "a model")
    for number in range(MOST_KEPT + 3):
        shelf.put(f"{number}", Snapshot(Library(), None))
    assert len(list((tmp_path / "shelf").iterdir())) == MOST_KEPT
    assert shelf.get("0") is None
    assert shelf.get(f"{MOST_KEPT + 2}") is not None


def test_what_is_learnt_already_is_served_without_learning(
    folder: Path, encoder: Encoder, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_snapshot(folder, encoder, places)
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    base = KnowledgeBase(folder, NAME, places.var, watch_seconds=60)
    base.start()
    assert base.search("i would like to change my pin").hits[0].slug == "change_pin"
    assert base.faults() == read_library(folder).faults
    base.stop()


def test_if_learning_fails_the_old_articles_answer_and_the_fault_is_told(
    folder: Path, encoder: Encoder, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_snapshot(folder, encoder, places)
    base = KnowledgeBase(folder, NAME, places.var, watch_seconds=0.1)
    base.start()
    mild = base.faults()
    whole = (folder / "age_limit.md").read_text()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", "/no/such/python")
        (folder / "age_limit.md").unlink()
        wait_until(lambda: base.faults() != mild)
        assert "not learnt" in base.faults()[0].problem
        assert base.search("how old must my son be").hits[0].slug == "age_limit"

        restarted = KnowledgeBase(folder, NAME, places.var, watch_seconds=60)
        restarted.start()
        assert "not learnt" in restarted.faults()[0].problem
        assert restarted.article("age_limit") is not None
        restarted.stop()
    (folder / "age_limit.md").write_text(whole)
    wait_until(lambda: base.faults() == mild)
    base.stop()


def test_nothing_to_fall_back_on_stops_the_start(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(Unavailable, match="not learnt"):
        KnowledgeBase(folder, NAME, tmp_path / "var", watch_seconds=60).start()


def test_a_learner_that_fails_says_so_in_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "knowledge_base.learn", str(tmp_path / "none"), NAME, str(tmp_path)],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "EFFIE_ARTICLES" in done.stderr


def test_the_adapted_model_serves_if_there_is_one_and_its_files_tell_its_version(
    tmp_path: Path,
) -> None:
    adapted = tmp_path / "adapted"
    folder = adapted / "encoder-1"
    folder.mkdir(parents=True)
    named = served_model(NAME, adapted)
    (adapted / SERVES).write_text(json.dumps({"folder": folder.name, "adapted_from": NAME}))
    assert served_model(NAME, adapted) == named  # unfinished
    (folder / "modules.json").write_text("[]")
    first = served_model(NAME, adapted)
    assert first.folder == folder
    identities = {named.identity, first.identity}
    (folder / "model.safetensors").write_bytes(b"weights")
    assert len(identities | {served_model(NAME, adapted).identity}) == 3


def test_the_process_that_answers_loads_no_library_that_only_learns(
    encoder: Encoder, places: Places, folder: Path
) -> None:
    leave_snapshot(folder, encoder, places)
    script = (
        "import sys; from pathlib import Path; import actions.server; "
        "from knowledge_base.knowledge_base import KnowledgeBase; "
        f"base = KnowledgeBase(Path(sys.argv[1]), {NAME!r}, Path(sys.argv[2]), 60); "
        "base.start(); assert base.search('change my pin').hits; "
        "heavy = {'sklearn', 'scipy', 'torch', 'transformers', 'sentence_transformers', 'onnx'}; "
        "print(heavy & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), str(places.var)],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "set()"
