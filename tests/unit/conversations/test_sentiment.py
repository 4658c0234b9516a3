"""Telling an upset customer from a curt one."""

from __future__ import annotations

import pytest

from core.conversations import Mood, MoodState, is_frustrated, mood_of, nod
from tests.unit.handoffs.test_context import bot, customer, transcript

PHRASES = ("this is ridiculous", "fed up", "i'm furious", "fuck")


@pytest.mark.parametrize(
    "text",
    [
        "THIS IS ridiculous, where is my card",
        "honestly  fed\nup",
        "I’m furious",
        "fuck!",
        "WHERE IS MY MONEY!!",
    ],
)
def test_evident_frustration_is_noticed(text: str) -> None:
    assert is_frustrated(text, PHRASES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "where is my card",
        "MY PIN",
        "WHERE IS MY CARD",
        "where is my money!!",
        "HELP ME NOW!!",
        "what is a fucking-a number",
        "I fed uppercase letters into the form",
        "12 34 56 78!!",
    ],
)
def test_curt_loud_or_odd_is_not_upset(text: str) -> None:
    assert not is_frustrated(text, PHRASES)


@pytest.mark.parametrize(
    ("signs", "meaning"),
    [("👍", True), ("👍🏿 ✅", True), ("👎", False), ("👍👎", None), ("🙂", None), ("", None)],
)
def test_a_thumb_is_a_yes_or_a_no_and_other_signs_are_neither(
    signs: str, meaning: bool | None
) -> None:
    assert nod(signs) is meaning


def test_the_latest_sign_of_anger_tells_the_mood_and_wears_off() -> None:
    angry = [customer("where is it"), customer("I am fed up"), bot("fed up, you say?")]
    assert mood_of(transcript(*angry), 0, PHRASES) == Mood(MoodState.UPSET, "I am fed up", 2)
    since = [customer(word) for word in ("oh", "I see", "thanks")]
    assert mood_of(transcript(*angry, *since), 0, PHRASES).state is MoodState.STRAINED


def test_failing_someone_twice_strains_them() -> None:
    curt = transcript(customer("where is my card"))
    assert mood_of(curt, 1, PHRASES) == Mood()
    assert mood_of(curt, 2, PHRASES) == Mood(MoodState.STRAINED)
