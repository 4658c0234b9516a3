"""What typed words mean by what the customer has before them."""

from __future__ import annotations

import pytest

from core.answering import Hit, Pending, Screen
from core.answering.context import (
    ButtonMeant,
    Corrected,
    Correction,
    NoneMeant,
    PersonMeant,
    meant_by,
    put_right,
)

LOST = Hit("lost", "Your card is lost or stolen", 0.0)
PIN = Hit("pin", "Find the PIN of your card", 0.0)
DELIVERY = Hit("delivery", "How long card delivery takes, and express delivery", 0.0)
SWALLOWED = Hit("swallowed", "A cash machine kept your card", 0.0)

CLARIFIED = Screen(offered=(LOST, PIN, DELIVERY), pending=Pending.CLARIFY)
ANSWERED = Screen(next=(LOST, PIN, DELIVERY), shown=(SWALLOWED,), pending=Pending.HELPED)
RATING = Screen(next=(LOST, PIN, DELIVERY), shown=(SWALLOWED,), pending=Pending.EFFORT)


@pytest.mark.parametrize("screen", [CLARIFIED, ANSWERED])
@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("the first one", "lost"),
        ("2", "pin"),
        ("number 2 please", "pin"),
        ("option 3", "delivery"),
        ("yes, the second", "pin"),
        ("the last one please", "delivery"),
        ("your card is lost or stolen", "lost"),
        ("Find the PIN of your card.", "pin"),
        ("find the pin of your crad", "pin"),
        ("yes, how long card delivery takes", "delivery"),
        ("ok I want to know how long card delivery takes", "delivery"),
    ],
)
def test_words_that_mean_a_button_are_that_button(screen: Screen, words: str, slug: str) -> None:
    assert meant_by(words, screen, is_question=True) == ButtonMeant(slug)


def test_an_answer_to_which_one_may_be_the_one_word_that_tells_the_buttons_apart() -> None:
    assert meant_by("lost it", CLARIFIED, is_question=False) == ButtonMeant("lost")
    assert meant_by("lost it", ANSWERED, is_question=False) is None, "nobody asked which one"
    assert meant_by("card", CLARIFIED, is_question=True) is None, "it stands on each of them"


@pytest.mark.parametrize(
    "words",
    [
        "how do I close my account",
        "how long?",
        "card",
        "not the first one",
        "i have not lost my card",
        "4",
        "9",
        "?",
        "that's it",
    ],
)
def test_other_words_are_read_by_themselves(words: str) -> None:
    assert meant_by(words, ANSWERED, is_question=True) is None


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("the one in the middle", "pin"),
        ("the middle one", "pin"),
        ("the top one please", "lost"),
        ("open the bottom one", DELIVERY.slug),
        ("number two", "pin"),
        ("I'll take the last of those", DELIVERY.slug),
    ],
)
def test_a_place_on_the_screen_is_its_button(words: str, slug: str) -> None:
    for screen in (ANSWERED, CLARIFIED):
        assert meant_by(words, screen, is_question=False) == ButtonMeant(slug)


def test_what_follows_show_me_may_be_a_part_of_one_title_alone() -> None:
    assert meant_by("show me the delivery", ANSWERED, is_question=True) == ButtonMeant(
        DELIVERY.slug
    )
    assert meant_by("the delivery", ANSWERED, is_question=True) is None
    assert meant_by("show me the card", ANSWERED, is_question=True) is None


def test_a_number_is_a_score_where_one_was_asked_for() -> None:
    assert meant_by("2", RATING, is_question=False) is None
    assert meant_by("Find the PIN of your card", RATING, is_question=True) == ButtonMeant("pin")


def test_words_for_something_else_are_its_button_while_buttons_wait() -> None:
    for words in ("none of these", "Something else", "no, neither", "not those"):
        assert meant_by(words, CLARIFIED, is_question=False) == NoneMeant()
        assert meant_by(words, ANSWERED, is_question=False) is None


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("no that's not what I asked, my transfer failed", "my transfer failed"),
        ("No, I meant a virtual card", "a virtual card"),
        ("not that, i mean the fee on a transfer", "the fee on a transfer"),
        ("thats not it. the cash machine declined me", "the cash machine declined me"),
        ("wrong article, how do I get cash", "how do I get cash"),
        ("that's not my question. where can i pay", "where can i pay"),
        ("this isn't right: I asked about my refund", "my refund"),
    ],
)
def test_a_correction_is_what_it_says_now(words: str, now: str) -> None:
    assert meant_by(words, ANSWERED, is_question=False) == Corrected(Correction(now))


@pytest.mark.parametrize(
    ("words", "now", "wrong"),
    [
        ("sorry i meant my phone not the card", "my phone", "card"),
        ("not a transfer, a top-up", "a top-up", "transfer"),
        ("no, not the pin! the passcode of the app", "the passcode of the app", "pin"),
        ("it's not my card but my phone", "my phone", "card"),
    ],
)
def test_a_correction_may_say_what_was_not_meant(words: str, now: str, wrong: str) -> None:
    assert meant_by(words, ANSWERED, is_question=True) == Corrected(Correction(now, wrong))


@pytest.mark.parametrize(
    ("before", "correction", "right"),
    [
        ("I lost my card", Correction("my phone"), "I lost my phone"),
        ("my transfer failed", Correction("a top-up", "transfer"), "a top-up failed"),
        ("top up pending", Correction("a transfer", "top up"), "a transfer pending"),
        ("card payment declined", Correction("at the cash machine"), ""),
        ("how do I get paid", Correction("my phone"), ""),
        ("I lost my card", Correction("my phone", "purse"), ""),
    ],
)
def test_what_is_meant_takes_the_place_of_what_was_not(
    before: str, correction: Correction, right: str
) -> None:
    assert put_right(before, correction) == right


def test_a_mere_no_before_other_words_is_a_correction_only_where_nothing_was_asked() -> None:
    assert meant_by("no, with cash", ANSWERED, is_question=True) == Corrected(
        Correction("with cash")
    )
    assert meant_by("no, with cash", ANSWERED, is_question=False) is None
    assert meant_by("no, thanks", ANSWERED, is_question=True) is None


def test_a_correction_that_says_nothing_new_is_none() -> None:
    for words in ("no that's not it", "not that", "wrong answer", "that is not what i meant"):
        assert meant_by(words, ANSWERED, is_question=False) is None


def test_who_asks_for_a_person_asks_for_one_whatever_else_they_say() -> None:
    tried = "i already checked that, i want to talk to someone"
    assert meant_by(tried, ANSWERED, is_question=True) == PersonMeant(tried=True)
    asked = "let me speak to a human"
    assert meant_by(asked, ANSWERED, is_question=True) == PersonMeant(tried=False)


def test_with_nothing_on_the_screen_words_are_read_by_themselves() -> None:
    for words in ("the first one", "no, I meant a virtual card", "I want to talk to someone"):
        assert meant_by(words, Screen(), is_question=True) is None


def test_a_button_whose_article_is_gone_keeps_its_place() -> None:
    screen = Screen(offered=(Hit("gone", "", 0.0), PIN), pending=Pending.CLARIFY)
    assert meant_by("the second one", screen, is_question=False) == ButtonMeant("pin")
    assert meant_by("?", screen, is_question=True) is None
