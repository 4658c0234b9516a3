"""The effort question: when it is asked and what a score means."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversations import (
    Moment,
    ScoreDecision,
    Survey,
    SurveyAnswered,
    SurveyNotAsked,
    SurveyRules,
    corrected_score,
    decide_score,
    needs_follow_up,
    read_score,
    score_in_words,
    should_ask,
)
from core.conversations.survey import MAX_SCORE, MIN_SCORE, QUESTION
from core.errors import BadInput

LABELS = ("very low", "low", "moderate", "high", "very high")
AT = datetime(2026, 11, 23, tzinfo=timezone.utc)
RULES = SurveyRules(
    moments=frozenset({Moment.GOODBYE, Moment.SOLVED}),
    silence=timedelta(minutes=10),
    follow_up_from=4,
    follow_up_within=timedelta(hours=24),
    labels=LABELS,
)


def test_the_question_is_the_published_one() -> None:
    assert QUESTION == (
        "How much effort did you personally have to put forth to handle your request?"
    )


def test_it_is_asked_at_the_moments_that_are_set_and_once() -> None:
    asked = Survey("c", AT, Moment.SOLVED, asked_by="m-1")
    assert should_ask(RULES, Moment.SOLVED, None, "m-1")
    assert not should_ask(RULES, Moment.SILENCE, None, "m-1")
    assert not should_ask(RULES, Moment.GOODBYE, asked, "m-2")


def test_the_same_message_seen_again_asks_again_until_it_is_answered() -> None:
    asked = Survey("c", AT, Moment.SOLVED, asked_by="m-1")
    answered = Survey("c", AT, Moment.SOLVED, asked_by="m-1", score=2)
    assert should_ask(RULES, Moment.SOLVED, asked, "m-1")
    assert not should_ask(RULES, Moment.SOLVED, answered, "m-1")


@pytest.mark.parametrize("value", [1, "5", " 3 "])
def test_a_score_is_a_number_from_one_to_five(value: object) -> None:
    assert MIN_SCORE <= read_score(value) <= MAX_SCORE


@given(st.one_of(st.none(), st.floats(), st.booleans(), st.text(), st.integers()))
def test_anything_else_is_no_score(value: object) -> None:
    if str(value).strip() in {"1", "2", "3", "4", "5"}:
        return
    with pytest.raises(BadInput):
        read_score(value)


def test_effort_from_the_set_score_on_needs_a_follow_up() -> None:
    assert [needs_follow_up(RULES, score) for score in range(1, 6)] == [
        False,
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ("4", 4),
        ("Very  low!", 1),
        ("high.", 4),
        ("5 very high", 5),
        ("", None),
        ("6", None),
        ("very", None),
        ("high exchange rate", None),
        ("2️⃣", 2),
        ("٤", 4),
        ("３", 3),
    ],
)
def test_typed_words_name_a_score_or_none(words: str, score: int | None) -> None:
    assert score_in_words(words, LABELS) == score


@pytest.mark.parametrize(
    ("words", "score"),
    [
        ("sorry, I meant 2", 2),
        ("sorry I meant two", 2),
        ("actually make that a four", 4),
        ("change that one to a 2", 2),
        ("Sorry, I meant a 2, not a 5!", 2),
        ("oops, 2️⃣ not 5", 2),
        ("no, very low", 1),
        ("I meant low", 2),
        ("actually 3 please", 3),
        ("it’s wrong, make it 4 instead of 5", 4),
        ("I pressed the wrong button, it should be 1", 1),
        ("my score is 2", 2),
        ("2", None),
        ("sorry", None),
        ("sorry, I meant 2 cards", None),
        ("I meant 2 or 3", None),
        ("sorry, I meant 20", None),
        ("sorry, I meant 7", None),
        ("actually the fee is 2", None),
        ("two of my cards", None),
    ],
)
def test_words_that_correct_a_score_name_the_new_one(words: str, score: int | None) -> None:
    assert corrected_score(words, LABELS) == score


def test_a_score_may_be_corrected_for_ten_minutes_after_the_first_one() -> None:
    asked = Survey("c", AT, Moment.SOLVED, asked_by="m-1")
    answered = Survey("c", AT, Moment.SOLVED, asked_by="m-1", score=5, answered_at=AT)
    soon, late = AT + timedelta(minutes=10), AT + timedelta(minutes=10, seconds=1)
    assert decide_score(asked, 5, late) is ScoreDecision.TAKE
    assert decide_score(answered, 5, late) is ScoreDecision.REPEAT
    assert decide_score(answered, 2, soon) is ScoreDecision.CORRECT
    with pytest.raises(SurveyAnswered):
        decide_score(answered, 2, late)
    with pytest.raises(SurveyNotAsked):
        decide_score(None, 2, soon)
