"""How a customer feels over a conversation, and signs of yes and no."""

from __future__ import annotations

import pytest

from core.conversations import AngryWords, Mood, MoodState, mood_of, nod
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
