"""Words that decide by themselves what a message is about."""

from __future__ import annotations

import pytest

from core.subjects import PhraseTable, Subject, SubjectKind, read_phrase

DEATH = Subject(SubjectKind.SENSITIVE, "death", phrases=("my mum/mother has * died", "the late"))
DEBT = Subject(SubjectKind.SENSITIVE, "debt", phrases=("can't pay",))
TABLE = PhraseTable([DEATH, DEBT])


@pytest.mark.parametrize(
    "text",
    [
        "My mother has died.",
        "hello, my MUM has just died",
        "my mum has, sadly, very suddenly died",
        "the late Mr Jones",
    ],
)
def test_a_phrase_is_found_with_any_of_its_words_and_up_to_three_in_its_gap(text: str) -> None:
    assert TABLE.subjects_in(text) == (DEATH,)


@pytest.mark.parametrize(
    "text",
    [
        "my mum has a card that she says has died",  # more than three words between
        "my mother died",  # a word of the phrase is missing
        "the later payment",  # whole words only
        "",
    ],
)
def test_other_words_are_not_the_phrase(text: str) -> None:
    assert TABLE.subjects_in(text) == ()


def test_the_kind_of_apostrophe_does_not_count() -> None:
    assert all(TABLE.subjects_in(text) for text in ("I can’t pay", "i CANT pay", "I can't pay"))


def test_a_message_may_hold_phrases_of_several_subjects() -> None:
    assert TABLE.subjects_in("I can't pay since my mum has died") == (DEBT, DEATH)


def test_a_gap_at_the_end_of_a_phrase_and_a_phrase_without_words_say_nothing() -> None:
    assert read_phrase("* you stole *") == read_phrase("you stole")
    assert read_phrase(" * … ") == ()
    assert PhraseTable([Subject(SubjectKind.FACT, "x", phrases=("*", "…"))]).subjects_in("x") == ()


def test_a_phrase_that_is_denied_right_before_does_not_count() -> None:
    complaint = Subject(SubjectKind.SENSITIVE, "complaint", phrases=("complaint/complaints",))
    table = PhraseTable([complaint])
    assert table.subjects_in("no complaints, just a question") == ()
    assert table.subjects_in("I have a complaint") == (complaint,)
    assert table.subjects_in("no, this is a complaint") == (complaint,)
