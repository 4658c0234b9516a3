"""The record in SQL: conversations, transcripts, handoffs, surveys."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import update

from core.answering import Reason
from core.conversations import (
    ANONYMOUS,
    Author,
    Moment,
    Profile,
    ScoreDecision,
    SurveyAnswered,
    SurveyNotAsked,
    SurveyRules,
    Utterance,
)
from core.errors import NotFound
from core.handoffs import HandoffAlreadyClaimed, HandoffState
from core.staff import Role, StaffMember
from store.audit import read_audit
from store.clock import now
from store.conversations import Conversations, Surveys, Transcripts
from store.database import Database
from store.handoffs import FollowUps, Handoffs, Opening
from store.schema import surveys as surveys_table

pytestmark = pytest.mark.every_database

NOOR = StaffMember("noor", "noor@tern.example", "Noor Haddad", Role.SUPERVISOR)
RULES = SurveyRules(
    moments=frozenset(Moment),
    silence=timedelta(minutes=10),
    follow_up_from=4,
    follow_up_within=timedelta(hours=24),
    labels=("very low", "low", "moderate", "high", "very high"),
)


def utterance(event: str, conversation: str, text: str, at: datetime | None = None) -> Utterance:
    return Utterance(event, conversation, Author.CUSTOMER, text, at or now(), message=event)


def test_a_conversation_keeps_its_customers_profile(database: Database) -> None:
    conversations = Conversations(database)
    profile = Profile("c-1", "Nadia", "newcomer", (("plan", "Standard"),))
    begun = conversations.start(profile, "web", "https://tern.example/")
    assert conversations.get(begun.id) == begun
    with pytest.raises(NotFound):
        conversations.get("guessed")


def test_an_event_recorded_twice_is_one_utterance(database: Database) -> None:
    transcripts = Transcripts(database)
    said = [utterance("1-0", "one", "hello"), utterance("2-0", "one", "still there?")]
    transcripts.add(said)
    transcripts.add([*said, utterance("3-0", "two", "elsewhere")])
    read = transcripts.read("one")
    assert [u.text for u in read] == ["hello", "still there?"]
    assert [u.text for u in transcripts.read("one", after=read[0].seq)] == ["still there?"]


def test_silence_is_noticed_once_and_again_after_the_customer_has_spoken(
    database: Database,
) -> None:
    conversations, transcripts = Conversations(database), Transcripts(database)
    quiet = conversations.start(ANONYMOUS, "web", "").id
    conversations.start(ANONYMOUS, "web", "")  # has never said a word
    transcripts.add([utterance("1-0", quiet, "hello")])
    later = now() + timedelta(minutes=11)
    assert conversations.fallen_silent(later) == [quiet]
    conversations.note_silence(quiet)
    assert conversations.fallen_silent(later) == []
    transcripts.add([utterance("2-0", quiet, "hello again", now() + timedelta(seconds=1))])
    assert conversations.fallen_silent(later) == [quiet]


def test_someone_who_waits_for_a_person_has_not_fallen_silent(database: Database) -> None:
    conversations = Conversations(database)
    conversation = conversations.start(ANONYMOUS, "web", "").id
    Transcripts(database).add([utterance("1-0", conversation, "hello")])
    Handoffs(database).open(conversation, Opening(Reason.ASKED, "support", "newcomer"))
    assert conversations.fallen_silent(now() + timedelta(hours=1)) == []


def test_opening_a_handoff_twice_keeps_the_first(database: Database) -> None:
    handoffs = Handoffs(database)
    first = handoffs.open("one", Opening(Reason.ASKED, "support", "newcomer"))
    assert handoffs.open("one", Opening(Reason.NOTHING_FITS, "support", "newcomer")) == first


def test_of_many_agents_who_claim_at_once_exactly_one_wins(database: Database) -> None:
    handoffs = Handoffs(database)
    handoff = handoffs.open("one", Opening(Reason.ASKED, "support", "newcomer"))
    won: list[str] = []
    refused: list[str] = []
    start = threading.Barrier(8)

    def claim(agent: str) -> None:
        start.wait()
        try:
            handoffs.claim(handoff.id, agent, agent)
            won.append(agent)
        except HandoffAlreadyClaimed:
            refused.append(agent)

    agents = [threading.Thread(target=claim, args=(f"agent-{n}",)) for n in range(8)]
    for agent in agents:
        agent.start()
    for agent in agents:
        agent.join()
    assert (len(won), len(refused)) == (1, 7)
    assert handoffs.get(handoff.id).agent == won[0]


def test_a_conversation_can_be_handed_off_again_after_it_was_resolved(
    database: Database,
) -> None:
    handoffs = Handoffs(database)
    first = handoffs.open("one", Opening(Reason.ASKED, "support", "newcomer"))
    handoffs.claim(first.id, "sam", "Sam")
    handoffs.resolve(first.id, "sam", "Sam")
    second = handoffs.open("one", Opening(Reason.FAILED_TWICE, "support", "newcomer"))
    assert second.id != first.id
    assert second.state is HandoffState.WAITING
    lines = [line.what for line in read_audit(database, "one")]
    assert lines == ["handoff.open", "handoff.claim", "handoff.resolve", "handoff.open"]


def test_the_effort_question_is_asked_once_a_conversation(database: Database) -> None:
    surveys = Surveys(database, RULES)
    assert surveys.ask("one", Moment.SOLVED, "message-1")
    assert surveys.ask("one", Moment.SOLVED, "message-1"), "the same message, taken again"
    assert not surveys.ask("one", Moment.GOODBYE, "message-2")
    surveys.answer("one", 2)
    assert not surveys.ask("one", Moment.SOLVED, "message-1")


def test_high_effort_opens_a_follow_up_and_low_effort_does_not(database: Database) -> None:
    surveys, follow_ups = Surveys(database, RULES), FollowUps(database)
    for conversation, score in (("easy", 1), ("hard", 5)):
        surveys.ask(conversation, Moment.GOODBYE, "message")
        surveys.answer(conversation, score)
    surveys.comment("hard", "had to ask three times")
    (owed,) = follow_ups.all_open()
    assert (owed.conversation, owed.score, owed.comment) == ("hard", 5, "had to ask three times")
    follow_ups.finish(owed.id, NOOR, "called, solved")
    assert follow_ups.all_open() == []
    assert follow_ups.recently_done()[0].outcome == "called, solved"


def test_a_score_without_a_question_or_after_another_score_is_refused(
    database: Database,
) -> None:
    surveys = Surveys(database, RULES)
    with pytest.raises(SurveyNotAsked):
        surveys.answer("one", 3)
    surveys.ask("one", Moment.GOODBYE, "message")
    with pytest.raises(SurveyNotAsked):
        surveys.comment("one", "before any score")
    assert surveys.answer("one", 3) is ScoreDecision.TAKE
    assert surveys.answer("one", 3) is ScoreDecision.REPEAT, "the same answer arriving twice"
    assert surveys.answer("one", 2) is ScoreDecision.CORRECT
    with database.writing() as connection:
        earlier = now() - timedelta(minutes=11)
        connection.execute(update(surveys_table).values(answered_at=earlier))
    with pytest.raises(SurveyAnswered):
        surveys.answer("one", 5)
    stored = surveys.get("one")
    assert stored
    assert stored.score == 2


def test_a_corrected_score_settles_what_high_effort_owed_and_owes_nothing_anew_that_is_done(
    database: Database,
) -> None:
    surveys, follow_ups = Surveys(database, RULES), FollowUps(database)
    surveys.ask("one", Moment.GOODBYE, "message")
    surveys.answer("one", 5)
    surveys.answer("one", 4)
    (owed,) = follow_ups.all_open()
    assert owed.score == 4
    follow_ups.finish(owed.id, NOOR, "called, solved")
    surveys.answer("one", 5)
    assert follow_ups.all_open() == []
    surveys.answer("one", 1)
    surveys.answer("one", 5)
    (anew,) = follow_ups.all_open()
    assert anew.score == 5


def test_moments_come_back_in_utc_whatever_zone_they_went_in_with(database: Database) -> None:
    in_tokyo = datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=9)))
    Transcripts(database).add([utterance("1-0", "one", "hello", in_tokyo)])
    (read,) = Transcripts(database).read("one")
    assert read.at == in_tokyo
    assert read.at.utcoffset() == timedelta(0)
