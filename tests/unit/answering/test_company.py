"""What is told about the company and the customer's account, and what an article keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.answering import (
    Answer,
    Clarify,
    Dialogue,
    HandOff,
    Hit,
    Intent,
    LookUpAccount,
    Pending,
    Plan,
    Retrieval,
    Situation,
    TakeComment,
    TellFact,
)
from core.subjects import Fact, SubjectHit, SubjectKind
from tests.support.interpreting import World, interpreted, situation_of

LOOKUPS = {"card": "card_arrival", "transfers": "pending_transfer"}


def found(text: str, articles: dict[str, float], **subjects: float) -> Retrieval:
    hits = tuple(Hit(slug, slug, p) for slug, p in articles.items())
    return Retrieval(text, hits, tuple(_subject(name, p) for name, p in subjects.items()))


def _subject(name: str, confidence: float) -> SubjectHit:
    is_fact = name in {fact.value for fact in Fact}
    kind = SubjectKind.FACT if is_fact else SubjectKind.LOOKUP
    return SubjectHit(SubjectKind.COURTESY if name == "greeting" else kind, name, confidence)


def asked(
    text: str,
    articles: dict[str, float] | None = None,
    intent: Intent = Intent.QUESTION,
    dialogue: Dialogue | None = None,
    identified: bool = False,
    others: tuple[Retrieval, ...] = (),
    **subjects: float,
) -> Plan:
    situation = situation_of(intent, text, dialogue)
    rules = replace(situation.rules, facts=frozenset(Fact), lookups=LOOKUPS)
    known = {each.question: each for each in (found(text, articles or {}, **subjects), *others)}
    return interpreted(
        replace(situation, rules=rules, identified=identified).with_found(known), World()
    )[0]


@pytest.mark.parametrize(
    "intent", [Intent.QUESTION, Intent.ASK_PERSON, Intent.SMALL_TALK, Intent.GREET]
)
def test_a_fact_is_told_whatever_rasa_takes_the_words_for(intent: Intent) -> None:
    assert asked("phone number", intent=intent, phone=1.0).act == TellFact(Fact.PHONE)
    assert asked("open on Christmas day?", intent=intent, hours=1.0).act == TellFact(Fact.HOURS)


def test_who_wants_a_person_gets_one_though_it_is_like_asking_for_the_ways_to_reach_one() -> None:
    for text in ("i want to talk to someone", "please call me", "can i speak to somebody"):
        plan = asked(text, intent=Intent.ASK_PERSON, channels=0.999, phone=0.998, hours=0.99)
        assert isinstance(plan.act, HandOff), text


def test_a_fact_that_is_not_clearly_asked_for_is_not_told() -> None:
    assert not isinstance(asked("when is the world cup", hours=0.86).act, TellFact)
    assert not isinstance(asked("hello, you open?", greeting=1.0, hours=0.99).act, TellFact)
    assert not isinstance(asked("how are you today?", hours=1.0).act, TellFact)
    assert not isinstance(asked("nadia@example.com", email=1.0, channels=1.0).act, TellFact)


def test_the_customers_own_number_is_no_fact_however_alike_it_is() -> None:
    plan = asked("what's the phone number on my account", {"edit_details": 0.5}, phone=1.0)
    assert isinstance(plan.act, Clarify)


def test_what_an_article_surely_answers_keeps_it_unless_the_fact_is_plainly_asked_for() -> None:
    rates = asked("do rates change on weekends", {"exchange_rate": 0.9}, hours=0.97)
    assert rates.act == Answer(Hit("exchange_rate", "exchange_rate", 0.9))
    assert asked("phone number", {"edit_details": 0.9}, phone=1.0).act == TellFact(Fact.PHONE)


def test_of_the_ways_to_reach_the_company_one_is_told_if_it_is_named() -> None:
    alike = {"email": 1.0, "phone": 0.999, "channels": 0.99}
    assert asked("how can i get in touch", **alike).act == TellFact(Fact.CHANNELS)
    assert asked("can i phone you", **alike).act == TellFact(Fact.PHONE)
    assert asked("can i e-mail you", **alike).act == TellFact(Fact.EMAIL)


def test_a_fact_that_the_settings_do_not_hold_is_not_told() -> None:
    situation = situation_of(Intent.QUESTION, "phone number")
    with_found = situation.with_found({"phone number": found("phone number", {}, phone=1.0)})
    assert not isinstance(interpreted(with_found)[0].act, TellFact)


def test_an_account_is_looked_up_and_the_likely_articles_help_where_it_cannot_be_told() -> None:
    plan = asked("where is my £200", {"failed": 0.3, "declined": 0.2}, transfers=0.98)
    assert plan.act == LookUpAccount("transfers", ("pending_transfer", "failed", "declined"))
    assert plan.dialogue.last_question == "where is my £200"


def test_odd_words_are_no_question_about_an_account() -> None:
    for text in ("pounds", "stored", "nothing of it is left"):
        assert not isinstance(asked(text, transfers=0.99).act, LookUpAccount), text
    assert not isinstance(asked("my transfer", transfers=0.7).act, LookUpAccount)


def test_who_is_signed_in_gets_the_data_rather_than_the_article_about_it() -> None:
    likely = {"card_arrival": 0.9}
    text = "where is my card"
    assert isinstance(asked(text, likely, card=0.9).act, Answer)
    assert isinstance(asked(text, likely, identified=True, card=0.6).act, LookUpAccount)
    other = asked(text, {"lost_card": 0.9}, identified=True, card=0.9)
    assert isinstance(other.act, Answer), "another article surely answers"


@pytest.mark.parametrize(
    "text",
    [
        "how long does a transfer usually take",
        "Hi, why is my transfer still pending",
        "what if my card doesn't come",
        "can i cancel a transfer",
    ],
)
def test_a_question_in_general_is_not_about_the_account(text: str) -> None:
    plan = asked(text, {"pending_transfer": 0.8}, identified=True, transfers=0.99)
    assert isinstance(plan.act, Answer)


def test_and_on_sunday_is_read_with_the_question_about_the_hours_before_it() -> None:
    first, then = "are you open tomorrow", "and on sunday?"
    others = (
        found(first, {}, hours=1.0),
        found(f"{first} {then}", {}, hours=1.0),
    )
    plan = asked(then, dialogue=Dialogue(last_question=first), others=others)
    assert plan.act == TellFact(Fact.HOURS)
    assert plan.dialogue.last_question == f"{first} {then}"


def test_the_same_words_after_an_article_are_not() -> None:
    first, then = "how long does a transfer take", "and on sunday?"
    both = found(f"{first} {then}", {"transfer_timing": 0.9}, hours=1.0)
    before = Dialogue(last_question=first)
    plan = asked(then, dialogue=before, others=(found(first, {"transfer_timing": 0.9}), both))
    assert not isinstance(plan.act, TellFact)


def test_what_is_said_about_the_effort_stays_a_comment() -> None:
    before = Dialogue(pending=Pending.COMMENT)
    assert asked("your hours are bad", dialogue=before, hours=1.0).act == TakeComment()


def test_a_number_left_to_be_reached_at_is_no_question_for_ours() -> None:
    before = Dialogue(pending=Pending.CONTACT)
    plan = asked("phone number 020 7946 0112", dialogue=before, phone=1.0)
    assert not isinstance(plan.act, TellFact)


def test_a_person_on_the_way_does_not_keep_a_fact_from_being_told() -> None:
    situation = situation_of(Intent.QUESTION, "opening hours", waiting=True)
    rules = replace(situation.rules, facts=frozenset(Fact))
    ready: Situation = replace(situation, rules=rules).with_found(
        {"opening hours": found("opening hours", {}, hours=1.0)}
    )
    assert interpreted(ready)[0].act == TellFact(Fact.HOURS)
