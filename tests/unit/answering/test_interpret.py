"""What decides between two meanings of the same words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.answering import (
    Answer,
    AnswerBoth,
    AskAgain,
    Clarify,
    ContactState,
    Dialogue,
    HandOff,
    Intent,
    KeepWaiting,
    Lookup,
    OfferPerson,
    Pending,
    Pick,
    Rate,
    Reason,
    Search,
    SurveyState,
    TakeComment,
    TakeContact,
)
from core.errors import BadInput
from tests.support.interpreting import World, interpreted, situation_of

BEFORE = "where is my card"
SHOWN = Dialogue(
    last_question=BEFORE,
    last_article="card_arrival",
    shown=("card_arrival",),
    pending=Pending.HELPED,
)
PIN, CARD = "how do i change my pin", "when will my new card arrive?"
TWO = f"{PIN} and {CARD}"
HITS = {PIN: {"change_pin": 0.9}, CARD: {"card_arrival": 0.9}, TWO: {"change_pin": 0.8}}


def test_buttons_and_what_we_say_ourselves_need_nothing_looked_up() -> None:
    for intent in set(Intent) - {Intent.QUESTION, Intent.EFFORT_RATING, Intent.NOT_HELPED}:
        situation = situation_of(intent, "yes", Dialogue(), choice="person")
        assert interpreted(situation)[1] == [], intent


def test_what_happens_without_a_word_needs_nothing_looked_up() -> None:
    for intent in (Intent.FELL_SILENT, Intent.HANDOFF_RESOLVED, Intent.HANDOFF_ABANDONED):
        situation = situation_of(intent, "silence")
        message = replace(situation.message, unspoken=True)
        assert interpreted(replace(situation, message=message))[1] == [], intent


def test_typed_words_are_looked_up_once_whatever_rasa_took_them_for() -> None:
    for intent in set(Intent) - {Intent.EFFORT_RATING, Intent.NOT_HELPED}:
        needs = interpreted(situation_of(intent, "hello, i feel awful"))[1]
        assert needs.count(Search(("hello, i feel awful",), subjects=True)) == 1, intent


def test_a_question_is_searched_once() -> None:
    plan, needs = interpreted(situation_of(Intent.QUESTION, PIN), World(HITS))
    assert isinstance(plan.act, Answer)
    assert needs == [Search((PIN,), subjects=True)]
    assert plan.dialogue == Dialogue(last_question=PIN)
    assert plan.found is not None


def test_two_questions_are_searched_apart_and_both_answered() -> None:
    plan, needs = interpreted(situation_of(Intent.QUESTION, TWO), World(HITS))
    assert isinstance(plan.act, AnswerBoth)
    assert (plan.act.first.slug, plan.act.second.slug) == ("change_pin", "card_arrival")
    assert needs == [Search((TWO,), subjects=True), Search((PIN, CARD))]


def test_two_questions_whose_articles_were_just_shown_are_one_in_other_words() -> None:
    shown = Dialogue().asked(BEFORE).answered("card_arrival", "change_pin")
    plan, _ = interpreted(situation_of(Intent.QUESTION, TWO, shown), World(HITS))
    assert not isinstance(plan.act, AnswerBoth)


def test_two_questions_of_somebody_upset_are_answered_kindly() -> None:
    world = World({**HITS, f"ridiculous! {PIN}": {"change_pin": 0.9}})
    plan, _ = interpreted(situation_of(Intent.QUESTION, f"ridiculous! {TWO}"), world)
    assert isinstance(plan.act, AnswerBoth)
    assert plan.act.kindly
    assert plan.dialogue.angered


def test_anger_at_us_or_for_the_second_time_is_never_two_questions() -> None:
    at_us = situation_of(Intent.QUESTION, f"useless bot! {TWO}")
    again = situation_of(Intent.QUESTION, f"ridiculous! {TWO}", Dialogue(angered=True))
    for situation in (at_us, again):
        plan, needs = interpreted(situation, World(HITS))
        assert plan.act == HandOff(Reason.FRUSTRATED)
        assert len(needs) == 1


def test_a_question_that_points_back_looks_beyond_the_article_just_shown() -> None:
    contextual = "and abroad?"
    world = World({f"{BEFORE} {contextual}": {"card_arrival": 0.6, "abroad": 0.35}})
    plan, needs = interpreted(situation_of(Intent.QUESTION, contextual, SHOWN), world)
    assert isinstance(plan.act, Answer)
    assert plan.act.hit.slug == "abroad"
    assert plan.dialogue.last_question == f"{BEFORE} {contextual}"
    together = (f"{BEFORE} {contextual}",)
    both = Search((contextual,), subjects=True, ahead=together)
    assert needs == [both, Lookup.NEXT_QUESTIONS]


def test_a_detail_of_the_article_just_shown_offers_what_is_usually_asked_next() -> None:
    world = World(usual=("card_delivery", "card_fees"))
    plan, _ = interpreted(situation_of(Intent.QUESTION, "and abroad?", SHOWN), world)
    assert isinstance(plan.act, Clarify)
    assert [hit.slug for hit in plan.act.hits] == ["card_delivery", "card_fees"]
    assert plan.dialogue.failures == 0


def test_other_words_that_lead_to_the_article_just_shown_say_that_it_was_not_it() -> None:
    words = "no what i mean is when does the card get here"
    world = World({words: {"card_arrival": 0.9}})
    plan, _ = interpreted(situation_of(Intent.QUESTION, words, SHOWN), world)
    assert plan.act == AskAgain()
    assert (plan.dialogue.failures, plan.dialogue.tried) == (1, ("card_arrival",))


def test_the_same_words_again_are_answered_again() -> None:
    world = World({BEFORE.upper(): {"card_arrival": 0.9}})
    plan, _ = interpreted(situation_of(Intent.QUESTION, BEFORE.upper(), SHOWN), world)
    assert isinstance(plan.act, Answer)


def test_right_after_a_score_words_are_a_comment_unless_an_article_surely_answers_them() -> None:
    dialogue = SHOWN.awaiting(Pending.COMMENT)
    comment, _ = interpreted(situation_of(Intent.QUESTION, "too many steps", dialogue))
    question, _ = interpreted(situation_of(Intent.QUESTION, PIN, dialogue), World(HITS))
    assert comment.act == TakeComment()
    assert isinstance(question.act, Answer)


@pytest.mark.parametrize("text", ["ada@example.com", "020 7946 0112"])
def test_a_contact_detail_is_one_if_it_was_asked_for_or_nobody_comes_soon(text: str) -> None:
    asked = situation_of(Intent.QUESTION, text, Dialogue(pending=Pending.CONTACT))
    waits = situation_of(Intent.QUESTION, text, waiting=True)
    world = World(contact=ContactState.ALONE)
    plan, needs = interpreted(asked, world)
    assert plan.act == TakeContact()
    assert [need for need in needs if not isinstance(need, Search)] == [Lookup.CONTACT]
    assert interpreted(waits, replace(world, absent=True))[0].act == TakeContact()
    assert interpreted(waits, replace(world, absent=False))[0].act == KeepWaiting()


def test_what_only_looks_like_an_address_is_asked_for_again_once_it_was_asked_for() -> None:
    dialogue = Dialogue(pending=Pending.CONTACT)
    plan, _ = interpreted(situation_of(Intent.QUESTION, "jo,brien@example.ie", dialogue))
    assert plan.act == TakeContact()


def test_a_question_that_holds_an_address_is_a_question() -> None:
    text = "ada@example.com is the address i want to change"
    world = World(contact=ContactState.WITHIN, absent=True)
    plan, needs = interpreted(situation_of(Intent.QUESTION, text, waiting=True), world)
    assert plan.act == KeepWaiting()
    assert Lookup.ABSENCE not in needs


def test_a_number_picks_a_button_while_buttons_wait() -> None:
    dialogue = Dialogue(pending=Pending.CLARIFY)
    situation = situation_of(Intent.EFFORT_RATING, " 2. ", dialogue, offered=("a", "b"))
    plan, needs = interpreted(situation)
    assert (plan.act, needs) == (Pick("b"), [])


@pytest.mark.parametrize(
    ("text", "survey", "counts"),
    [
        ("very low", SurveyState.OPEN, True),
        ("very low", SurveyState.ANSWERED, False),
        ("very low", SurveyState.NOT_ASKED, False),
        ("1", SurveyState.OPEN, True),
        ("1", SurveyState.ANSWERED, True),
        ("1", SurveyState.NOT_ASKED, False),
    ],
)
def test_a_typed_score_counts_while_the_question_is_open_and_a_number_again_later(
    text: str, survey: SurveyState, counts: bool
) -> None:
    plan, _ = interpreted(situation_of(Intent.EFFORT_RATING, text), World(survey=survey))
    assert (plan.act == Rate(1)) == counts


def test_words_that_name_no_score_are_a_question_without_a_look_at_the_survey() -> None:
    _, needs = interpreted(situation_of(Intent.EFFORT_RATING, "very high exchange rate"))
    assert Lookup.SURVEY not in needs


def test_a_score_that_is_on_no_button_is_refused() -> None:
    with pytest.raises(BadInput):
        interpreted(situation_of(Intent.EFFORT_RATING, choice="effort:5", entities={"score": "9"}))


def test_yes_to_one_button_is_that_button() -> None:
    dialogue = Dialogue(pending=Pending.CLARIFY)
    plan, _ = interpreted(situation_of(Intent.AFFIRM, "yes", dialogue, offered=("a",)))
    assert plan.act == Pick("a")


def test_no_after_a_failure_is_offered_a_person() -> None:
    plan, _ = interpreted(situation_of(Intent.DENY, "no", Dialogue(failures=1)))
    assert plan.act == OfferPerson()


@pytest.mark.parametrize("intent", [Intent.NOT_HELPED, Intent.SOMETHING_ELSE])
def test_a_second_failure_brings_a_person_and_so_does_an_upset_first_one(intent: Intent) -> None:
    again = situation_of(intent, "no", Dialogue(failures=1, pending=Pending.CLARIFY))
    upset = situation_of(intent, "no, ridiculous", SHOWN)
    assert interpreted(again)[0].act == HandOff(Reason.FAILED_TWICE)
    assert interpreted(upset)[0].act == HandOff(Reason.FRUSTRATED)


def test_upset_words_of_somebody_who_waits_are_noted() -> None:
    situation = situation_of(Intent.NOT_HELPED, "no, ridiculous", SHOWN, waiting=True)
    assert interpreted(situation)[0].act == KeepWaiting()


def test_that_two_answers_did_not_help_is_one_failure_about_both() -> None:
    dialogue = Dialogue().asked(TWO).answered("card_arrival", "change_pin")
    plan, _ = interpreted(situation_of(Intent.NOT_HELPED, "no", dialogue))
    assert plan.dialogue.failures == 1
    assert plan.dialogue.tried == ("change_pin", "card_arrival")


def test_who_left_the_queue_is_asked_for_other_words_before_a_person_is_called_again() -> None:
    text = "which dinosaur had the longest neck of them all"
    plan, _ = interpreted(situation_of(Intent.QUESTION, text, declined=True))
    assert plan.act == AskAgain()
    assert plan.dialogue.failures == 1
