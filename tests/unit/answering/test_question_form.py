"""What the form of a message tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.answering import asks, parts_of
from core.answering.question_form import is_contextual, names, topic_of


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        (
            "how do i change my pin and when does my new card arrive?",
            ("how do i change my pin", "when does my new card arrive?"),
        ),
        (
            "How do I close my account? And can I top up by cheque",
            ("How do I close my account?", "can I top up by cheque"),
        ),
        (
            "My card was swallowed. Also what's the exchange rate?",
            ("My card was swallowed.", "what's the exchange rate?"),
        ),
        (
            "i lost my phone, also my transfer is still pending",
            ("i lost my phone", "my transfer is still pending"),
        ),
        (
            "I want a second card.\nOne more thing: is there a limit for cash?",
            ("I want a second card.", "is there a limit for cash?"),
        ),
    ],
)
def test_a_message_with_two_questions_is_taken_apart(message: str, parts: tuple[str, str]) -> None:
    assert parts_of(message) == (parts,)


@pytest.mark.parametrize(
    "message",
    [
        "How do I activate and link my new card?",
        "what is a virtual card and how do i get one?",
        "how do I order it, and when will it arrive?",
        "I tried my PIN too many times and now my card won't work!",
        "I was charged twice and want a refund",
        "Is there a fee and a limit for cash?",
        "I lost my phone and my card was stolen",
        "My transfer was declined. Why?",
        "I made a transfer yesterday. How long does it take?",
        "why was my card declined at the shop and at the cash machine?",
        "and and and and and and and",
        "word " * 1000 + "how do I pay and how do I leave the bank",
        "how do I pay" + " " * 3_000 + "and leave",
        "",
    ],
)
def test_a_single_question_stays_whole(message: str) -> None:
    assert parts_of(message) == ()


WORDS = "how do i pay and also leave. my card? what is it, please \n"
words = st.sampled_from(WORDS.split(" "))


@given(st.lists(words, max_size=40).map(" ".join))
def test_parts_stand_in_their_message_in_order(message: str) -> None:
    for first, second in parts_of(message):
        assert message.split()[: len(first.split()) - 1] == first.split()[:-1]
        assert message.split()[-len(second.split()) :] == second.split()


@pytest.mark.parametrize(
    "question",
    ["and abroad?", "can I stop it?", "how long does that take?", "what if I find it again?",
     "And a disposable one?", "what about cash"],
)  # fmt: skip
def test_a_short_question_that_points_back_is_contextual(question: str) -> None:
    assert is_contextual(question)


@pytest.mark.parametrize(
    "question",
    ["how do I change my pin?", "", "why was it that the machine in the city kept my card"],
)
def test_a_question_that_says_what_it_is_about_is_not_contextual(question: str) -> None:
    assert not is_contextual(question)


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("pin", ("pin",)),
        ("Hi, my card please!", ("card",)),
        ("top-up", ("top", "up")),
        ("карта", ("карта",)),
        ("close my bank account", ()),
        ("what now", ()),
        ("and abroad", ()),
        ("🙂", ()),
    ],
)
def test_one_or_two_words_are_a_topic(message: str, topic: tuple[str, ...]) -> None:
    assert topic_of(message) == topic


def test_a_title_names_a_topic_if_it_holds_all_its_words_whatever_their_endings() -> None:
    assert names("Limits of disposable virtual cards", ("limit",))
    assert names("Your card is lost or stolen", ("stolen", "cards"))
    assert not names("Your card is lost or stolen", ("lost", "phone"))
    assert not names("A card", ())


@pytest.mark.parametrize(
    "text", ["ok so what now", "can it be done", "done ?", "hello, how's that", "what's wrong"]
)
def test_a_question_is_known_by_its_form(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["that is what I meant", "go on", "will", ""])
def test_what_is_no_question_is_none(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    "text", ["until when can I dispute it", "by when do you answer", "for how long is it"]
)
def test_a_question_may_begin_with_the_word_before_its_question_word(text: str) -> None:
    assert asks(text)


def test_a_question_of_eight_words_may_still_point_back() -> None:
    assert is_contextual("do I have to do it each time")
