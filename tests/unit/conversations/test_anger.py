"""Telling anger, and whom it is about, from words that only look like it."""

from __future__ import annotations

import pytest

from core.conversations import Anger, AngryWords, anger_in, needs_person

WORDS = AngryWords(
    phrases=("this is ridiculous", "fed up", "i'm furious", "waste of time"),
    at_us=("you are useless", "worst bank"),
    swearing=("fuck", "fucking", "damn"),
)


@pytest.mark.parametrize(
    "text",
    [
        "THIS IS ridiculous, where is my card",
        "honestly  fed\nup",
        "I’m furious",
        "why not fix it, fed up",
        "I am not happy, I'm furious",
        "what a waste of time",
        "fuck!",
        "how the fuck do I top up",
        "this is fucking slow",
    ],
)
def test_evident_frustration_is_noticed(text: str) -> None:
    assert anger_in(text, WORDS) is Anger.VENTED


@pytest.mark.parametrize(
    "text",
    [
        "you are useless",
        "Worst bank ever, where is my money",
        "fuck you",
        "fuck off",
        "stupid fucking bot",
        "you fucking idiots",
        "you are so fucking slow",
        "this damn bank",
        "I'm fed up, you are useless",
    ],
)
def test_anger_at_the_company_or_the_assistant_is_told_from_other_anger(text: str) -> None:
    assert anger_in(text, WORDS) is Anger.AT_US


@pytest.mark.parametrize(
    "text",
    [
        "",
        "where is my card",
        "MY PIN",
        "WHERE IS MY MONEY!!",
        "HOW DO I CHANGE MY PIN!!!",
        "HELP ME NOW!!",
        "I LOVE THIS BANK!!",
        "I fed uppercase letters into the form",
        "12 34 56 78!!",
    ],
)
def test_curt_loud_odd_or_happy_is_no_anger(text: str) -> None:
    assert anger_in(text, WORDS) is Anger.NONE


@pytest.mark.parametrize(
    "text",
    [
        "I'm not fed up, just asking: how do I top up",
        "I am not at all fed up",
        "I’m NOT fed up",
        "I wouldn't say I'm fed up",
        "it isn't a waste of time",
        "I never said this is ridiculous",
        "you are not the worst bank",
    ],
)
def test_a_negated_phrase_is_no_anger(text: str) -> None:
    assert anger_in(text, WORDS) is Anger.NONE


@pytest.mark.parametrize(
    "text",
    [
        "this damn atm ate my card",
        "where is my fucking card",
        "the fucking machine kept a damn note",
        "fucking love this app",
        "you guys are fucking brilliant",
        "what is a damn-it number in the damn form",
    ],
)
def test_swearing_at_a_thing_or_in_praise_is_no_anger(text: str) -> None:
    assert anger_in(text, WORDS) is Anger.NONE


def test_a_person_comes_for_anger_at_us_and_for_the_second_time() -> None:
    assert needs_person(Anger.AT_US, angered_before=False)
    assert needs_person(Anger.VENTED, angered_before=True)
    assert not needs_person(Anger.VENTED, angered_before=False)
    assert not needs_person(Anger.NONE, angered_before=True)
