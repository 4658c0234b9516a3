"""How a customer feels over a conversation, and signs of yes and no."""

from __future__ import annotations

import pytest

from core.conversations import (
    AngryWords,
    Mood,
    MoodState,
    effort_so_far,
    mood_before_a_person,
    mood_of,
    mood_over,
    nod,
)
from tests.unit.handoffs.test_context import bot, customer, transcript

ANGRY = AngryWords(("this is ridiculous", "fed up"))


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
    assert mood_of(transcript(*angry), 0, ANGRY) == Mood(MoodState.UPSET, "I am fed up", 2)
    since = [customer(word) for word in ("oh", "I see", "thanks")]
    assert mood_of(transcript(*angry, *since), 0, ANGRY).state is MoodState.STRAINED


def test_failing_someone_twice_strains_them() -> None:
    curt = transcript(customer("where is my card"))
    assert mood_of(curt, 1, ANGRY) == Mood()
    assert mood_of(curt, 2, ANGRY) == Mood(MoodState.STRAINED)


def test_who_is_not_fed_up_or_only_loud_is_calm() -> None:
    said = transcript(customer("I'm not fed up"), customer("HOW DO I CHANGE MY PIN!!!"))
    assert mood_of(said, 0, ANGRY) == Mood()


def test_the_mood_over_a_conversation_turns_worse_and_ends_as_the_mood_of_the_whole() -> None:
    said = transcript(
        customer("where is it"),
        customer("No", "helped:no"),
        customer("No", "helped:no"),
        customer("this is ridiculous"),
        *[customer(words) for words in ("oh", "I see", "thanks")],
    )
    over = mood_over(said, ANGRY)
    calm, strained, upset = MoodState.CALM, MoodState.STRAINED, MoodState.UPSET
    assert [point.state for point in over] == [calm, calm, strained, upset, upset, upset, strained]
    assert [point.seq for point in over if point.is_worse] == [3, 4]
    for end in range(1, len(said) + 1):
        so_far = said[:end]
        whole = mood_of(so_far, effort_so_far(so_far).failed_answers, ANGRY)
        assert mood_over(so_far, ANGRY)[-1].state is whole.state


@pytest.mark.parametrize(
    ("is_angry", "was_angry", "gave_up", "failures", "state"),
    [
        (True, False, False, 0, MoodState.UPSET),
        (False, True, False, 0, MoodState.STRAINED),
        (False, False, True, 1, MoodState.STRAINED),
        (False, False, False, 2, MoodState.STRAINED),  # they ask for a person before we give up
        (False, False, False, 1, MoodState.CALM),
    ],
)
def test_patience_is_worn_whoever_calls_the_person_once_answers_failed_twice(
    is_angry: bool, was_angry: bool, gave_up: bool, failures: int, state: MoodState
) -> None:
    assert mood_before_a_person(is_angry, was_angry, gave_up, failures) is state
