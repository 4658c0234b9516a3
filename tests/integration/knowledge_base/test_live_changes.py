"""Articles that change while they are answered from: updated at once, trained beside."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.articles import Article
from core.errors import Unavailable
from knowledge_base.encoding import CachingEncoder, ServedEncoder, Vectors
from knowledge_base.encoding.onnx_encoder import OnnxEncoder
from knowledge_base.knowledge_base import KnowledgeBase, State
from knowledge_base.paths import Paths
from knowledge_base.retrieval import Engine
from knowledge_base.source import Source
from tests.support.source_in_memory import InMemory, shipped, shipped_articles
from tests.support.waiting import wait_until

NAME = "all-MiniLM-L6-v2"
HOME = Path(__file__).parents[3]
SLUGS = (
    "age_limit",
    "apple_pay_or_google_pay",
    "card_arrival",
    "card_swallowed",
    "change_pin",
    "exchange_rate",
    "pin_blocked",
    "request_refund",
    "terminate_account",
    "verify_my_identity",
)
STOLEN, ASKS_STOLEN = "lost_or_stolen_phone", "somebody stole my phone"
ENOUGH = 0.65
NEVER = 3600.0


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    return Paths(tmp_path_factory.getbasetemp() / "var")


@pytest.fixture
def record() -> InMemory:
    return InMemory(*shipped(*SLUGS))


@contextmanager
def serving(source: Source, var: Path, calm: float = NEVER) -> Iterator[KnowledgeBase]:
    base = KnowledgeBase(source, NAME, var, poll=0.05, calm=calm)
    base.start()
    try:
        yield base
    finally:
        base.stop()


def answer(base: KnowledgeBase | Engine, question: str) -> str:
    """Return the slug of the article that answers, "" if none is likely enough."""
    found = base.search(question)
    return found.hits[0].slug if found.confidence >= ENOUGH else ""


def state(base: KnowledgeBase) -> State:
    status = base.status()
    assert status
    return status.state


def trouble(base: KnowledgeBase) -> str:
    status = base.status()
    assert status
    return status.trouble


def test_a_published_article_is_answered_from_at_once_and_a_withdrawn_one_never_again(
    record: InMemory, paths: Paths
) -> None:
    with serving(record, paths.var) as base:
        assert answer(base, ASKS_STOLEN) == ""
        record.publish(*shipped(STOLEN))
        wait_until(lambda: answer(base, ASKS_STOLEN) == STOLEN)
        assert state(base) is State.UPDATED
        assert answer(base, "how old must my son be to open an account") == "age_limit"

        record.withdraw(STOLEN, "age_limit")
        wait_until(lambda: base.article(STOLEN) is None)
        found = base.search(ASKS_STOLEN).hits + base.search("what is the age limit").hits
        assert not {STOLEN, "age_limit"} & {hit.slug for hit in found}
        assert base.article("age_limit") is None

        record.publish(*shipped(STOLEN))
        wait_until(lambda: answer(base, ASKS_STOLEN) == STOLEN)


def test_an_edited_article_answers_its_new_questions_and_not_the_old_ones(
    record: InMemory, paths: Paths
) -> None:
    (pin,) = shipped("change_pin")
    other = replace(shipped(STOLEN)[0], slug="change_pin", questions=shipped(STOLEN)[0].questions)
    with serving(record, paths.var) as base:
        record.publish(replace(pin, more="Nothing else has changed."))
        wait_until(lambda: "Nothing else" in getattr(base.article("change_pin"), "more", ""))
        assert state(base) is State.TRAINED, "nothing is trained on those words"
        record.publish(other)
        wait_until(lambda: answer(base, ASKS_STOLEN) == "change_pin")
        assert answer(base, "i would like to change my pin") != "change_pin"


def test_changes_in_quick_succession_all_arrive_and_the_last_word_counts(
    record: InMemory, paths: Paths
) -> None:
    (pin,) = shipped("change_pin")
    with serving(record, paths.var) as base:
        record.publish(*shipped(STOLEN))
        record.publish(replace(pin, questions=(*pin.questions, "zebra crossing")))
        record.withdraw(STOLEN)
        record.publish(*shipped("top_up_limits"))
        record.publish(replace(pin, title="Change it", questions=("yellow submarine",)))
        wait_until(lambda: base.titles().get("change_pin") == "Change it")
        wait_until(lambda: base.article("top_up_limits") is not None)
        assert answer(base, "yellow submarine") == "change_pin"
        assert answer(base, "zebra crossing") == ""
        assert base.article(STOLEN) is None
        status = base.status()
        assert status
        assert status.revision == record.revision()


def test_what_changes_while_all_is_trained_stays_when_that_is_served(
    record: InMemory, paths: Paths
) -> None:
    with serving(record, paths.var, calm=0) as base:
        record.publish(*shipped("top_up_limits"))
        wait_until(lambda: state(base) is State.TRAINING)
        record.publish(*shipped(STOLEN))
        record.withdraw("age_limit")
        wait_until(lambda: answer(base, ASKS_STOLEN) == STOLEN)
        assert state(base) is State.TRAINING, "it did not wait for the training"

        def trained() -> bool:
            assert answer(base, ASKS_STOLEN) == STOLEN
            assert base.article("age_limit") is None
            return state(base) is State.TRAINED

        wait_until(trained)
        assert {article.slug for article in base.articles()} == {
            *SLUGS,
            "top_up_limits",
            STOLEN,
        } - {"age_limit"}


def test_if_a_change_cannot_be_added_the_others_answer_on_and_it_is_said(
    record: InMemory, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = OnnxEncoder.encode
    unheard = "where do purple lamps go to school"  # no test has had its vector kept

    def failing(self: OnnxEncoder, texts: Sequence[str]) -> Vectors:
        if unheard in texts:
            raise MemoryError("there is no room")
        return whole(self, texts)

    (pin,) = shipped("change_pin")
    with serving(record, paths.var) as base:
        with monkeypatch.context() as patched:
            patched.setattr(OnnxEncoder, "encode", failing)
            record.publish(replace(pin, title="Spoilt", questions=(unheard,)))
            record.withdraw("age_limit")
            wait_until(lambda: "there is no room" in trouble(base))
            wait_until(lambda: base.article("age_limit") is None)  # that goes nevertheless
            assert base.article("change_pin") == pin
            assert answer(base, "i would like to change my pin") == "change_pin"
            status = base.status()
            assert status
            assert status.revision < record.revision()
        record.publish(replace(pin, title="Mended"))
        wait_until(lambda: base.titles()["change_pin"] == "Mended")
        wait_until(lambda: trouble(base) == "")


def test_if_training_fails_the_grafted_articles_answer_on_and_it_is_said(
    record: InMemory, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(record, paths.var, calm=0) as base:
        with monkeypatch.context() as patched:
            patched.setattr(sys, "executable", "/no/such/python")
            record.publish(*shipped("top_up_reverted", STOLEN))
            wait_until(lambda: "can't be trained anew" in trouble(base))
            wait_until(lambda: answer(base, ASKS_STOLEN) == STOLEN)

            with serving(record, paths.var) as restarted:
                assert answer(restarted, ASKS_STOLEN) == STOLEN, "grafted onto the last training"
        record.withdraw("top_up_reverted")
        wait_until(lambda: trouble(base) == "" and state(base) is State.TRAINED)
        assert answer(base, ASKS_STOLEN) == STOLEN


def test_while_the_record_is_away_what_was_heard_last_answers(
    record: InMemory, paths: Paths, tmp_path: Path
) -> None:
    with serving(record, paths.var) as base:
        record.is_away = True
        wait_until(lambda: "the record is away" in trouble(base))
        assert answer(base, "i would like to change my pin") == "change_pin"
        with serving(record, paths.var) as restarted:
            assert answer(restarted, "i would like to change my pin") == "change_pin"
            assert "the record is away" in trouble(restarted)
            record.is_away = False
            record.publish(*shipped(STOLEN))
            wait_until(lambda: answer(restarted, ASKS_STOLEN) == STOLEN)
            wait_until(lambda: trouble(restarted) == "")
        record.is_away = True
        with pytest.raises(Unavailable, match="the record is away"):
            KnowledgeBase(record, NAME, tmp_path).start()


def test_the_first_articles_are_found_as_soon_as_they_are_there(paths: Paths) -> None:
    record = InMemory()
    with serving(record, paths.var) as base:
        assert base.search("change my pin").hits == ()
        record.publish(*shipped("change_pin"))
        wait_until(lambda: answer(base, "i would like to change my pin") == "change_pin")
        assert base.search("what is the weather like in paris").confidence < ENOUGH
        record.publish(*shipped(STOLEN))
        wait_until(lambda: answer(base, ASKS_STOLEN) == STOLEN)
        assert answer(base, "i would like to change my pin") == "change_pin"
        empty = Article("empty", "", (), (), "everyone", (), shipped(STOLEN)[0].review, "", "", ())
        record.publish(empty)
        wait_until(lambda: base.article("empty") is not None)
        assert answer(base, "i would like to change my pin") == "change_pin"


def test_grafted_articles_are_found_as_trained_ones_are(paths: Paths) -> None:
    articles = list(shipped_articles().values())[::4]
    back = {article.slug: article for article in articles[2::5]}
    encoder = ServedEncoder(NAME, paths.encoders)
    cached = CachingEncoder(encoder, paths.vectors)
    trained = Engine.build(articles, encoder, cached)
    grafted = Engine.build(
        [each for each in articles if each.slug not in back], encoder, cached
    ).with_changes(back, cached)
    with (HOME / "tests" / "data" / "questions.csv").open(newline="", encoding="utf-8") as file:
        rows = [(row["text"], row["label"]) for row in csv.DictReader(file)]
    known = {article.slug for article in articles}
    asked = [question for question, label in rows if label in known]
    asked += [question for article in back.values() for question in article.questions]
    pairs = list(zip(trained.search_all(asked), grafted.search_all(asked), strict=True))
    assert len(pairs) > 50
    assert np.mean([one.hits[0].slug == two.hits[0].slug for one, two in pairs]) >= 0.97
    assert np.mean([abs(one.confidence - two.confidence) for one, two in pairs]) <= 0.05
