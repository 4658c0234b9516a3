"""The question log follows the record, whenever and however often it catches up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.conversations import Moment
from launch.paths import HOME
from store.content_gaps import QuestionLog
from store.conversations import Surveys, Transcripts
from store.database import Database
from store.settings_files import read_settings
from tests.support.talk import Talk

pytestmark = pytest.mark.every_database


@pytest.fixture
def log(database: Database) -> QuestionLog:
    return QuestionLog(database)


def test_what_is_said_later_tells_what_became_of_a_question(
    database: Database, log: QuestionLog
) -> None:
    talk = Talk(database)
    talk.customer("where is my card")
    talk.bot("answer", "card_arrival")
    assert log.catch_up() == 1
    (question,) = log.of("one")
    assert (question.article, question.confidence, question.helped) == ("card_arrival", 0.8, None)
    talk.customer("No", "helped:no")
    talk.bot("hand_off", intent="not_helped", reason="failed_twice")
    assert log.catch_up() == 1
    (question,) = log.of("one")
    assert (question.helped, question.handoff) == (False, "failed_twice")


def test_a_message_that_was_decided_on_twice_holds_up_nobody(
    database: Database, log: QuestionLog
) -> None:
    twice, other = Talk(database), Talk(database, "other")
    for talk in (twice, other):
        talk.customer("where is my card")
        talk.bot("answer", "card_arrival")
    twice.bot("answer", "lost_card")
    assert log.catch_up() == 2
    assert [len(log.of(name)) for name in ("one", "other")] == [1, 1]


def test_who_is_slow_does_not_put_old_rows_in_the_place_of_new_ones(
    database: Database, log: QuestionLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk, read = Talk(database), Transcripts.read
    talk.customer("where is my card")

    def read_and_be_overtaken(transcripts: Transcripts, conversation: str) -> object:
        found = read(transcripts, conversation)
        monkeypatch.setattr(Transcripts, "read", read)
        talk.bot("answer", "card_arrival")
        talk.customer("how do I pay in cash")
        talk.bot("ask_again")
        assert QuestionLog(database).catch_up() == 1
        return found

    monkeypatch.setattr(Transcripts, "read", read_and_be_overtaken)
    assert log.catch_up() == 1, "there may be more"
    asked = [question.question for question in log.of("one")]
    assert asked == ["where is my card", "how do I pay in cash"]
    assert log.catch_up() == 0, "how far it is does not go back"


def test_catching_up_again_changes_nothing_and_finds_nothing(
    database: Database, log: QuestionLog
) -> None:
    assert log.catch_up() == 0
    for name in ("one", "two"):
        talk = Talk(database, name)
        talk.customer("can I pay with shells")
        talk.bot("ask_again")
    assert log.catch_up() == 2
    before = log.recent()
    assert (log.catch_up(), log.recent()) == (0, before)
    assert QuestionLog(database).catch_up() == 0, "whoever does it next goes on from there"


def test_the_score_of_a_conversation_stands_by_its_questions(
    database: Database, log: QuestionLog
) -> None:
    talk = Talk(database)
    talk.customer("where is my card")
    talk.bot("answer", "card_arrival")
    log.catch_up()
    surveys = Surveys(database, read_settings(HOME / "settings").survey)
    surveys.ask("one", Moment.SOLVED, "message-1")
    surveys.answer("one", 4)
    assert [question.effort for question in log.of("one")] == [4]


def test_recent_questions_come_once_each_in_the_customers_own_words(
    database: Database, log: QuestionLog
) -> None:
    old = Talk(database, "old")
    old.age = timedelta(days=40)
    old.customer("is there a fee")
    old.bot("answer", "fees")
    talk = Talk(database)
    for text in ("Where is  my card", "lost my card", "where is my card"):
        talk.customer(text)
        talk.bot("answer", "card_arrival")
    talk.customer("Lost or stolen card", "article:lost_card")
    talk.bot("answer", "lost_card", "choose_article", "chosen")
    while log.catch_up():
        pass
    assert [q.question for q in log.recent()] == ["where is my card", "lost my card"]
    assert [q.question for q in log.recent(most=1)] == ["where is my card"]
    assert len(log.recent(days=60)) == 3


def test_colleagues_read_recent_questions_without_what_tells_who_asked(
    database: Database, log: QuestionLog
) -> None:
    talk = Talk(database)
    talk.customer("send it to jo@example.org")
    talk.bot("ask_again")
    log.catch_up()
    assert [q.question for q in log.recent()] == ["send it to [e-mail address]"]
