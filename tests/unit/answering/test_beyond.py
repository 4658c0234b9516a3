"""What needs care before anything else, and what has nothing to do with the company."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.answering import (
    Answer,
    AskAgain,
    Care,
    Clarify,
    Courtesy,
    Decline,
    Dialogue,
    HandOff,
    Hit,
    Intent,
    KeepWaiting,
    OfferPerson,
    Pending,
    Reason,
    Say,
    Screen,
)
from core.subjects import SubjectHit, SubjectKind
from tests.support.interpreting import RULES, World, interpreted, situation_of

WORDS = "the words that somebody has typed here today"
SHOWN = Dialogue(last_question="x", last_article="a", shown=("a",), pending=Pending.HELPED)


def about(kind: SubjectKind, name: str, confidence: float = 0.9, sure: float = 0.0) -> World:
    hits = {WORDS: {"a": sure}} if sure else {}
    return World(hits, subjects={WORDS: SubjectHit(kind, name, confidence)})


DANGER = about(SubjectKind.SENSITIVE, "self_harm")
JOKE = about(SubjectKind.OFF_TOPIC, "off_topic")
LOAN = about(SubjectKind.COMPANY, "company")


@pytest.mark.parametrize("intent", [Intent.GREET, Intent.THANKS, Intent.AFFIRM, Intent.QUESTION])
@pytest.mark.parametrize("waiting", [False, True])
def test_what_needs_care_comes_first_whatever_rasa_took_it_for(
    intent: Intent, waiting: bool
) -> None:
    situation = situation_of(intent, WORDS, SHOWN, waiting=waiting)
    plan, _ = interpreted(situation, DANGER)
    assert plan.act == Care("self_harm", at_once=True)
    assert plan.dialogue.sensitive == "self_harm"
    assert plan.dialogue.failures == 0


def test_an_article_that_is_sure_does_not_keep_care_away() -> None:
    world = about(SubjectKind.SENSITIVE, "data_request", sure=0.99)
    assert interpreted(situation_of(Intent.QUESTION, WORDS), world)[0].act == Care("data_request")


def test_who_waits_and_goes_on_about_it_is_not_told_the_same_again() -> None:
    marked = replace(SHOWN, sensitive="self_harm")
    situation = situation_of(Intent.QUESTION, WORDS, marked, waiting=True)
    assert interpreted(situation, DANGER)[0].act == KeepWaiting()
    again = situation_of(Intent.QUESTION, WORDS, marked)
    assert isinstance(interpreted(again, DANGER)[0].act, Care)


GOES_ON = "and if it's still there after a week"


@pytest.mark.parametrize(
    ("confidence", "screen", "is_danger"),
    [
        (0.9, Screen(shown=(Hit("a", "a", 0.9),)), False),
        (0.98, Screen(shown=(Hit("a", "a", 0.9),)), True),
        (0.9, Screen(), True),
    ],
)
def test_words_that_go_on_about_the_article_on_the_screen_must_surely_be_danger(
    confidence: float, screen: Screen, is_danger: bool
) -> None:
    world = World(subjects={GOES_ON: SubjectHit(SubjectKind.SENSITIVE, "self_harm", confidence)})
    situation = situation_of(Intent.QUESTION, GOES_ON, SHOWN, screen=screen)
    assert isinstance(interpreted(situation, world)[0].act, Care) is is_danger


def test_that_something_does_not_work_is_a_question_where_nothing_was_said_before() -> None:
    world = World({WORDS: {"a": 0.9}})
    first, _ = interpreted(situation_of(Intent.NOT_HELPED, WORDS), world)
    assert isinstance(first.act, Answer)
    later, _ = interpreted(situation_of(Intent.NOT_HELPED, WORDS, SHOWN), world)
    assert not isinstance(later.act, Answer)
    unsure, _ = interpreted(situation_of(Intent.NOT_HELPED, WORDS), World({WORDS: {"a": 0.5}}))
    assert not isinstance(unsure.act, Answer)


def test_a_topic_that_is_unlikely_or_that_no_setting_names_is_none() -> None:
    unlikely = about(SubjectKind.SENSITIVE, "self_harm", 0.4)
    unknown = about(SubjectKind.SENSITIVE, "gone")
    for world in (unlikely, unknown):
        assert not isinstance(interpreted(situation_of(Intent.QUESTION, WORDS), world)[0].act, Care)


@pytest.mark.parametrize("kind", [SubjectKind.OFF_TOPIC, SubjectKind.ATTACK])
@pytest.mark.parametrize("before", [Dialogue(), SHOWN, replace(SHOWN, failures=1)])
def test_what_is_not_ours_gets_a_line_and_no_failure_is_counted(
    kind: SubjectKind, before: Dialogue
) -> None:
    plan, _ = interpreted(situation_of(Intent.QUESTION, WORDS, before), about(kind, kind.value))
    assert plan.act == Decline(kind)
    assert (plan.dialogue.failures, plan.dialogue.declines) == (before.failures, 1)


def test_an_article_that_answers_goes_before_and_so_does_one_that_may() -> None:
    sure, perhaps = (about(SubjectKind.OFF_TOPIC, "off_topic", sure=p) for p in (0.9, 0.4))
    assert isinstance(interpreted(situation_of(Intent.QUESTION, WORDS), sure)[0].act, Answer)
    assert isinstance(interpreted(situation_of(Intent.QUESTION, WORDS), perhaps)[0].act, Clarify)


def test_a_person_who_is_called_for_comes_whatever_else_is_said() -> None:
    asked = situation_of(Intent.ASK_PERSON, WORDS)
    assert interpreted(asked, JOKE)[0].act == HandOff(Reason.ASKED)
    waits = situation_of(Intent.QUESTION, WORDS, waiting=True)
    assert interpreted(waits, JOKE)[0].act == KeepWaiting()


def test_where_no_article_fits_the_segment_says_whether_a_person_is_called_or_offered() -> None:
    situation = situation_of(Intent.QUESTION, WORDS)
    assert interpreted(situation, LOAN)[0].act == HandOff(Reason.NOTHING_FITS)
    offers = replace(situation, rules=replace(RULES, offers_person=True))
    plan, _ = interpreted(offers, LOAN)
    assert (plan.act, plan.dialogue.failures) == (OfferPerson(), 1)


@pytest.mark.parametrize("likely", [0.05, 0.5])
def test_what_is_surely_the_companys_and_in_no_article_gets_a_person_not_buttons(
    likely: float,
) -> None:
    loan = about(SubjectKind.COMPANY, "company", 0.95, sure=likely)
    plan, _ = interpreted(situation_of(Intent.QUESTION, WORDS), loan)
    assert plan.act == HandOff(Reason.NOTHING_FITS)
    unsure = about(SubjectKind.COMPANY, "company", 0.8, sure=0.5)
    plan, _ = interpreted(situation_of(Intent.QUESTION, WORDS), unsure)
    assert isinstance(plan.act, Clarify)


def test_signs_without_words_are_asked_for_in_other_words_as_before() -> None:
    assert interpreted(situation_of(Intent.QUESTION, "???"), JOKE)[0].act == AskAgain()


def test_what_nothing_speaks_for_gets_a_line_with_a_person_one_tap_away_and_no_queue() -> None:
    plan, _ = interpreted(situation_of(Intent.QUESTION, WORDS, replace(SHOWN, failures=1)))
    assert plan.act == Decline(SubjectKind.OFF_TOPIC, is_sure=False)
    assert (plan.dialogue.failures, plan.dialogue.declines) == (1, 1)


@pytest.mark.parametrize("kind", [SubjectKind.COMPANY, SubjectKind.FACT, SubjectKind.LOOKUP])
def test_what_may_be_the_companys_after_all_keeps_its_person(kind: SubjectKind) -> None:
    world = about(kind, kind.value, 0.3)
    plan, _ = interpreted(situation_of(Intent.QUESTION, WORDS), world)
    assert plan.act == HandOff(Reason.NOTHING_FITS)


def test_an_address_out_of_the_blue_is_a_wish_for_a_person() -> None:
    plan, _ = interpreted(situation_of(Intent.QUESTION, "ada@example.com"))
    assert plan.act == HandOff(Reason.NOTHING_FITS)


@pytest.mark.parametrize(
    ("kind", "said"),
    [(SubjectKind.PRAISE, Courtesy.THANKS), (SubjectKind.COURTESY, Courtesy.SMALL_TALK)],
)
def test_praise_and_chat_that_rasa_takes_for_a_question_get_a_word_and_no_queue(
    kind: SubjectKind, said: Courtesy
) -> None:
    plan, _ = interpreted(situation_of(Intent.QUESTION, WORDS, SHOWN), about(kind, kind.value))
    assert plan.act == Say(said)
    assert plan.dialogue.failures == 0


def test_who_says_that_it_did_not_help_gets_no_chat_for_it() -> None:
    plan, _ = interpreted(
        situation_of(Intent.NOT_HELPED, WORDS, SHOWN), about(SubjectKind.COURTESY, "courtesy")
    )
    assert not isinstance(plan.act, Say)


@pytest.mark.parametrize("text", ["I wait and wait. " * 30, "כרטיס", "čeština ľ ñ ß"])
def test_a_long_story_and_another_script_are_never_taken_for_nonsense(text: str) -> None:
    hit = SubjectHit(SubjectKind.ATTACK, "attack", 0.99)
    plan, _ = interpreted(situation_of(Intent.QUESTION, text), World(subjects={text: hit}))
    assert not isinstance(plan.act, Decline)


def test_a_single_word_is_no_attack() -> None:
    for text, kind in (("dragons", SubjectKind.OFF_TOPIC), ("hhhhhh", SubjectKind.ATTACK)):
        hit = SubjectHit(SubjectKind.ATTACK, "attack", 0.99)
        plan, _ = interpreted(situation_of(Intent.QUESTION, text), World(subjects={text: hit}))
        assert plan.act == Decline(kind)
