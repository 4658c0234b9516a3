"""What is asked after what is learned from the record, once, whoever catches up how often."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.next_questions import FollowCounts, Step
from store.clock import now
from store.database import Database
from store.next_questions import LearnedCounts, NextFigures, Visits
from store.next_questions.remaking import remake
from store.schema import next_offers
from tests.support.clientele import ask, begin
from tests.unit.next_questions.asking import ask as ask_in_memory

pytestmark = pytest.mark.every_database
A_MINUTE = timedelta(minutes=1)


def segment_of(name: str) -> str:
    return name or "newcomer"


@pytest.fixture
def visits(database: Database) -> Visits:
    return Visits(database)


def learned(database: Database) -> FollowCounts:
    counts = FollowCounts()
    for row in LearnedCounts(database).changes(0)[1]:
        counts.put(row.segment, row.article, row.state)
    return counts


def offers(database: Database) -> dict[str, Step]:
    with database.reading() as connection:
        return {row.offered: row.outcome for row in connection.execute(select(next_offers))}


def catch_up(visits: Visits) -> None:
    while visits.catch_up(segment_of):
        pass


def test_what_follows_on_what_is_counted_for_its_segment_and_for_all(
    database: Database, visits: Visits
) -> None:
    ask(begin(database, "ann", "expert"), "card_arrival", "activate_my_card")
    ask(begin(database, "bob"), "card_arrival")
    catch_up(visits)
    counts = learned(database)
    assert counts.segments == ("expert", "newcomer")
    found: dict[str, tuple[float, float]] = {}
    rows = {"all": counts.all, "expert": counts.of("expert"), "newcomer": counts.of("newcomer")}
    for name, segment in rows.items():
        pair = segment.row("card_arrival").believed("activate_my_card")
        found[name] = (pair.visits, pair.follows)
    assert found == {"all": (2, 1), "expert": (1, 1), "newcomer": (1, 0)}


def test_catching_up_again_or_by_somebody_else_changes_nothing(
    database: Database, visits: Visits
) -> None:
    talk = begin(database)
    ask(talk, "a", "b")
    catch_up(visits)
    before = LearnedCounts(database).changes(0)
    assert not visits.catch_up(segment_of)
    catch_up(Visits(database))
    assert LearnedCounts(database).changes(0) == before
    ask(talk, "c")
    catch_up(visits)
    assert learned(database).all.row("a").visits == 1, "the conversation was read anew"
    assert learned(database).all.row("b").believed("c").follows == 1


def test_what_became_of_an_offer_is_kept_beside_it(database: Database, visits: Visits) -> None:
    talk = begin(database)
    ask(talk, "a", offered=["pressed", "later", "never"])
    talk.customer("pressed", "article:pressed")
    talk.bot("answer", "pressed", "choose_article", "chosen")
    talk.offer("unseen")
    ask(talk, "later")
    catch_up(visits)
    expected = {"pressed": Step.PRESSED, "later": Step.ANYWAY}
    assert offers(database) == {**expected, "never": Step.SHOWN, "unseen": Step.SHOWN}
    pair = learned(database).all.row("a").believed("pressed")
    assert (pair.shown, pair.pressed) == (1, 1)


def test_a_button_of_an_older_answer_is_not_taken_for_an_offer(
    database: Database, visits: Visits
) -> None:
    talk = begin(database)
    ask(talk, "a", offered=["c"])
    ask(talk, "b", offered=["d"])
    talk.customer("c", "article:c")
    talk.bot("answer", "c", "choose_article", "chosen")
    catch_up(visits)
    assert learned(database).all.row("b").believed("c").unasked == 1
    assert offers(database)["c"] is Step.ANYWAY


def test_the_same_customers_next_conversation_follows_on_the_last_for_two_weeks(
    database: Database, visits: Visits
) -> None:
    for customer, days in (("ann", 13), ("bob", 15)):
        before, after = begin(database, customer), begin(database, customer)
        before.age = timedelta(days=days)
        ask(before, "a")
        ask(after, f"b_{customer}")
    for _ in range(2):  # of whom nobody knows who they are
        ask(begin(database), "a")
    catch_up(visits)
    counts = learned(database).all.row("a")
    assert counts.believed("b_ann").follows == 1
    assert counts.believed("b_bob").follows == 0


def test_nothing_follows_on_an_article_that_was_not_what_was_asked(
    database: Database, visits: Visits
) -> None:
    talk = begin(database)
    ask(talk, "right", "wrong")
    catch_up(visits)
    talk.customer("No", "helped:no")
    talk.bot("answer", "b", "not_helped")
    catch_up(visits)
    counts = learned(database).all
    assert counts.row("wrong").believed("b").follows == 0
    assert counts.row("right").believed("b").follows == 1


def test_an_answer_whose_offers_are_on_their_way_is_waited_for(
    database: Database, visits: Visits
) -> None:
    talk = begin(database)
    talk.age = timedelta(0)
    ask(talk, "a")
    assert not visits.catch_up(segment_of)
    assert not learned(database).all.rows
    talk.age = timedelta(seconds=-1)
    talk.offer("b")
    talk.age = A_MINUTE
    ask(begin(database), "x")
    assert not visits.catch_up(segment_of)
    assert "x" in learned(database).all.rows, "nobody else waits for it"
    assert "a" not in learned(database).all.rows


def test_learned_from_the_record_it_is_what_is_learned_in_memory(
    database: Database, visits: Visits
) -> None:
    expected = FollowCounts()
    for number in range(4):
        ask(begin(database, f"customer-{number}"), "a", "b", "c", offered=["b"])
        catch_up(visits)
        ask_in_memory(expected, "a", "b", "c", segment="newcomer", offered=["b"])
    found = learned(database)
    for article in "ab":
        for follower in "abc":
            in_memory = expected.all.row(article).believed(follower)
            kept = found.all.row(article).believed(follower)
            assert (kept.unasked, kept.anyway) == (in_memory.unasked, in_memory.anyway)
    assert found.all.row("a").believed("b").anyway == pytest.approx(4)


def test_who_was_told_an_answer_says_nothing_of_how_likely_it_is_also_when_counted_again(
    database: Database, visits: Visits
) -> None:
    for number in range(3):
        ask(begin(database, f"told-{number}"), "a", offered=["b", "c"], told="b")
    asks = begin(database, "asks all the same")
    ask(asks, "a", offered=["b"], told="b")
    ask(asks, "d", "b")
    ask(begin(database, "untold"), "a", "b", offered=["b"])
    catch_up(visits)
    counted = learned(database)
    b, c = (counted.all.row("a").believed(slug) for slug in "bc")
    assert (b.visits, b.shown, b.follows) == pytest.approx((1, 1, 1))
    assert (c.visits, c.shown, c.follows) == pytest.approx((5, 3, 0))
    figures = NextFigures(database).pairs([("a", "b")], now() - A_MINUTE * 5, None)[("a", "b")]
    assert (figures.shown, figures.anyway) == (1, 1)
    assert (figures.told, figures.told_asked, figures.unasked) == (4, 1, 3)
    remake(database, (), lambda done: None, lambda connection: None)
    assert learned(database).all.row("a").believed("b") == b
