"""What is trained beside the process that answers, and how it gets there."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from core.articles import Article
from core.errors import Unavailable
from knowledge_base.encoding import SERVES, Encoder, ServedEncoder, served_model
from knowledge_base.knowledge_base import KnowledgeBase
from knowledge_base.paths import Paths
from knowledge_base.retrieval import Engine, LexicalIndex, PassageArticleIds, Vocabulary
from knowledge_base.retrieval.lexical_index import idf_of, weigh
from knowledge_base.retrieval.training import train
from knowledge_base.serving.snapshot import Snapshot, read_snapshot, write_snapshot
from knowledge_base.serving.snapshot_store import MAX_SNAPSHOTS, SnapshotStore
from knowledge_base.serving.train import leave_snapshot
from tests.support.source_in_memory import InMemory, shipped, shipped_articles

HOME = Path(__file__).parents[3]
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


TWO = shipped("change_pin", "age_limit")


def first(number: int) -> tuple[Article, ...]:
    return tuple(shipped_articles().values())[:number]


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    return Paths(tmp_path_factory.getbasetemp() / "var")


@pytest.fixture(scope="module")
def encoder(paths: Paths) -> ServedEncoder:
    return ServedEncoder(NAME, paths.encoders)


@pytest.fixture(scope="module")
def questions() -> list[str]:
    with (HOME / "tests" / "data" / "questions.csv").open(newline="", encoding="utf-8") as file:
        return [row["text"] for row in csv.DictReader(file)]


def test_spelling_is_what_scikit_learn_makes_of_it(questions: list[str]) -> None:
    texts = [*questions[:120], "ΑΣ ας", "i", "x y", "card\u00a0card card", "ñandú 😀"]
    reference = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    known = reference.fit_transform(texts)
    asked = [*questions[120:], *ODD]
    theirs = (reference.transform(asked) @ known.T).toarray()

    vocabulary = Vocabulary.of(texts)
    owners = PassageArticleIds(np.arange(len(texts)), len(texts))
    idf = idf_of(vocabulary.count(texts), len(vocabulary))
    spelling = LexicalIndex.of(vocabulary.count(texts), idf, owners)
    assert set(vocabulary.names) == set(reference.vocabulary_)
    ours = spelling.similarities(vocabulary.count(asked), weigh(vocabulary.count(asked), idf))
    assert np.allclose(ours, theirs, atol=1e-5)


def test_spelling_compares_with_an_articles_best_text() -> None:
    texts = ["change my pin", "new pin code", "card stolen", "somebody took my card"]
    vocabulary = Vocabulary.of(texts)
    counts = vocabulary.count(texts)
    idf = idf_of(counts, len(vocabulary))
    each = LexicalIndex.of(counts, idf, PassageArticleIds(np.arange(4), 4))
    both = LexicalIndex.of(counts, idf, PassageArticleIds(np.array([0, 0, 2, 2]), 3))
    asked = vocabulary.count(["the new pin", "my card was stolen"])
    weights = weigh(asked, idf)
    alone, together = (spelling.similarities(asked, weights) for spelling in (each, both))
    assert np.array_equal(together[:, [0, 2]], alone.reshape(2, 2, 2).max(axis=2))
    assert np.array_equal(together[:, 1], [0, 0])  # an article without a text


@pytest.mark.parametrize("number", [0, 1, 2, 12])
def test_a_snapshot_answers_as_what_was_trained_did(
    number: int, tmp_path: Path, encoder: Encoder, questions: list[str]
) -> None:
    articles = first(number)
    snapshot = Snapshot(articles, train(articles, encoder))
    write_snapshot(snapshot, tmp_path / "snapshot.npz")
    again = read_snapshot(tmp_path / "snapshot.npz")
    assert again.articles == snapshot.articles
    asked = [*questions[:20], *ODD]
    before, after = (
        Engine(each.articles, encoder, each.model).search_all(asked) for each in (snapshot, again)
    )
    assert before == after


def test_what_is_trained_as_it_is_of_many_articles_finds_nearly_the_same(
    tmp_path: Path, encoder: Encoder, questions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = first(20)
    usual = Engine(articles, encoder, train(articles, encoder)).search_all(questions)
    monkeypatch.setattr("knowledge_base.retrieval.training.MAX_FITTED", 0)
    monkeypatch.setattr("knowledge_base.retrieval.dense_index.MAX_IN_FULL", 0)
    write_snapshot(Snapshot(articles, train(articles, encoder)), tmp_path / "snapshot.npz")
    again = read_snapshot(tmp_path / "snapshot.npz")
    many = Engine(again.articles, encoder, again.model)
    pairs = list(zip(usual, many.search_all(questions), strict=True))
    sure = [pair for pair in pairs if pair[0].confidence >= 0.75]
    assert len(sure) > 10
    assert all(one.hits[0].slug == two.hits[0].slug for one, two in sure)
    (stolen,) = shipped("lost_or_stolen_phone")
    grafted = many.with_changes({stolen.slug: stolen})
    assert grafted.search("somebody stole my phone").hits[0].slug == stolen.slug


def test_an_article_without_questions_of_its_own_can_be_trained(encoder: Encoder) -> None:
    mute = replace(first(1)[0], questions=(), title="", short="", steps=())
    trained = train((mute, *first(10)[1:]), encoder)
    found = Engine((mute, *first(10)[1:]), encoder, trained).search("what is the age limit")
    assert found.hits
    assert found.hits[0].slug != mute.slug


def test_a_snapshot_that_was_spoilt_is_made_again(tmp_path: Path, encoder: Encoder) -> None:
    ours = Paths(tmp_path / "var")
    key = leave_snapshot(TWO, encoder, ours)
    (file,) = ours.snapshots.glob("*.npz")
    for spoilt in (b"", b"no archive", file.read_bytes()[:-50_000]):
        file.write_bytes(spoilt)
        with pytest.raises(Unavailable):
            read_snapshot(file)
        assert SnapshotStore(ours.snapshots, encoder.identity).get(key) is None
        assert leave_snapshot(TWO, encoder, ours) == key
        assert len(read_snapshot(file).articles) == 2


def test_the_key_follows_what_is_trained_on_the_model_and_nothing_else(tmp_path: Path) -> None:
    shelf = SnapshotStore(tmp_path, "a model")
    key = shelf.key(TWO)
    pin, age = TWO
    assert shelf.key([age, pin]) == key
    assert shelf.key([replace(pin, more="More.", owner="somebody else"), age]) == key
    others = [
        SnapshotStore(tmp_path, "another model").key(TWO),
        shelf.key([replace(pin, slug="pin"), age]),
        shelf.key([replace(pin, questions=pin.questions[1:]), age]),
        shelf.key([replace(pin, title="", short=""), age]),
        shelf.key([pin]),
    ]
    assert len({key, *others}) == 6


def test_only_the_latest_snapshots_are_kept(tmp_path: Path) -> None:
    shelf = SnapshotStore(tmp_path / "shelf", "a model")
    for number in range(MAX_SNAPSHOTS + 3):
        shelf.put(f"{number}", Snapshot((), None))
    assert len(list((tmp_path / "shelf").iterdir())) == MAX_SNAPSHOTS
    assert shelf.get("0") is None
    assert shelf.get(f"{MAX_SNAPSHOTS + 2}") is not None


def test_what_is_trained_already_is_served_without_training(
    encoder: Encoder, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_snapshot(TWO, encoder, paths)
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    base = KnowledgeBase(InMemory(*TWO), NAME, paths.var)
    base.start()
    assert base.search("i would like to change my pin").hits[0].slug == "change_pin"
    status = base.status()
    assert status
    assert status.trouble == ""
    base.stop()


def test_words_that_nothing_is_trained_on_are_those_of_now(encoder: Encoder, paths: Paths) -> None:
    leave_snapshot(TWO, encoder, paths)
    newer = [replace(article, more="Newer words.") for article in TWO]
    base = KnowledgeBase(InMemory(*newer), NAME, paths.var)
    base.start()
    assert {article.more for article in base.articles()} == {"Newer words."}
    base.stop()


def test_nothing_to_fall_back_on_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(Unavailable, match="can't be trained"):
        KnowledgeBase(InMemory(*TWO), NAME, tmp_path / "var").start()


def test_a_trainer_that_fails_says_so_in_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "knowledge_base.serving.train", NAME, str(tmp_path)],
        cwd=HOME,
        input="no articles",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "can't be read" in done.stderr


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


def test_the_process_that_answers_loads_no_library_that_only_trains(
    encoder: Encoder, paths: Paths
) -> None:
    leave_snapshot(TWO, encoder, paths)
    script = (
        "import sys; from pathlib import Path; import actions.server; "
        "from knowledge_base.knowledge_base import KnowledgeBase; "
        "from tests.support.source_in_memory import InMemory, shipped; "
        "record = InMemory(*shipped('age_limit', 'change_pin')); "
        f"base = KnowledgeBase(record, {NAME!r}, Path(sys.argv[1]), poll=0.05, calm=3600); "
        "base.start(); assert base.search('change my pin').hits; "
        "record.publish(*shipped('pin_blocked')); import time; "
        "[time.sleep(0.1) for _ in range(300) if base.article('pin_blocked') is None]; "
        "assert base.search('my pin is blocked').hits[0].slug == 'pin_blocked'; base.stop(); "
        "heavy = {'sklearn', 'scipy', 'torch', 'transformers', 'sentence_transformers', 'onnx'}; "
        "print(heavy & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(paths.var)],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "set()"
