"""How articles do, counted on a real record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from core.articles import Count, Health
from core.conversations import Moment
from launch.paths import HOME
from store.articles import ArticleFeedback, ArticleHealth
from store.clock import now
from store.content_gaps import QuestionLog
from store.conversations import Surveys
from store.database import Database
from store.schema import article_feedback
from store.settings_files import read_settings
from tests.support.talk import Talk

pytestmark = pytest.mark.every_database


@pytest.fixture
def health(database: Database) -> ArticleHealth:
    return ArticleHealth(database)


def shown(database: Database, name: str, *after: str, days: float = 0) -> None:
    """A conversation in which `fees` was shown, and what the customer pressed then."""
    talk = Talk(database, name)
    talk.age = timedelta(days=days)
    talk.customer("is there a fee")
    talk.bot("answer", "fees")
    for choice in after:
        talk.customer(choice, choice)


def score(database: Database, name: str, effort: int) -> None:
    surveys = Surveys(database, read_settings(HOME / "settings").survey)
    surveys.ask(name, Moment.SOLVED, name)
    surveys.answer(name, effort)


def test_an_article_nobody_met_is_neither_well_nor_ill(health: ArticleHealth) -> None:
    assert health.all() == {}
    nothing = health.of("fees")
    assert (nothing, nothing.now.share, nothing.ails) == (Health(30), None, "")


def test_what_customers_and_readers_say_is_counted_together_and_apart(
    database: Database, health: ArticleHealth
) -> None:
    shown(database, "one", "helped:yes")
    shown(database, "two", "helped:no")
    shown(database, "three")
    score(database, "one", 1)
    score(database, "two", 4)
    feedback = ArticleFeedback(database)
    for helped in (True, True, False):
        feedback.count("fees", helped)
    feedback.count("never_shown", True)
    QuestionLog(database).catch_up()
    count = health.of("fees").now
    assert (count.shown, count.helped, count.not_helped) == (3, 1, 1)
    assert (count.read_helped, count.read_not_helped) == (2, 1)
    assert (count.share, count.chat_share, count.effort) == (3 / 5, 1 / 2, 2.5)
    assert health.of("never_shown").now == Count(read_helped=1)
    assert health.shown() == {"fees": 6, "never_shown": 1}


def test_where_it_led_is_counted_and_an_effort_only_once_a_conversation(
    database: Database, health: ArticleHealth
) -> None:
    for name, after in (("one", "hand_off"), ("two", "ask_again")):
        talk = Talk(database, name)
        for _ in range(2):
            talk.customer("is there a fee")
            talk.bot("answer", "fees")
        talk.customer("no")
        talk.bot(after, intent="not_helped", reason="failed_twice" if after == "hand_off" else "")
    score(database, "one", 5)
    score(database, "two", 2)
    QuestionLog(database).catch_up()
    count = health.of("fees").now
    assert (count.shown, count.not_helped, count.handed_off, count.effort) == (4, 2, 2, 3.5)


def test_the_days_before_are_what_it_is_compared_with(
    database: Database, health: ArticleHealth
) -> None:
    for number in range(5):
        shown(database, f"now-{number}", "helped:no" if number else "helped:yes", days=1)
        shown(database, f"before-{number}", "helped:yes", days=40)
    feedback = ArticleFeedback(database)
    feedback.count("fees", True)
    with database.writing() as connection:
        long_ago = (now() - timedelta(days=45)).date()
        connection.execute(update(article_feedback).values(day=long_ago))
    QuestionLog(database).catch_up()
    fees = health.of("fees")
    assert (fees.now.shown, fees.before.shown, fees.before.read_helped) == (5, 5, 1)
    assert fees.change == pytest.approx(1 / 5 - 1)
    assert fees.ails == "helps fewer than half of those who say so"
    assert health.of("fees", days=90).now.shown == 10
    assert health.weekly("fees", weeks=6) == (5, 0, 0, 0, 0, 5)
