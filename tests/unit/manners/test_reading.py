"""How a customer likes to be spoken to is read from their words, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commands.evaluate_manners import HELD_OUT, judge, measure
from commands.files.labelled import read_labelled
from commands.sources import HOME
from core.errors import BadInput
from core.manners import (
    MAX_MESSAGES_READ,
    Guide,
    Manner,
    Manners,
    Phrases,
    Said,
    manner_of,
    read_sign,
)
from store.settings_files import read_settings

SHIPPED = read_settings(HOME / "settings").manners
OWN = Manners(
    {
        Manner.HURRIED: Guide(
            "In a hurry",
            "Be brief.",
            Phrases(("in a hurry", "i'm late", "leave in * minutes")),
            Phrases(("right now", "urgent")),
            Phrases(("urgent transfer",)),
        ),
        Manner.CHATTY: Guide("Chats along", "Chat.", Phrases(("funny story",)), Phrases(("😂",))),
    }
)


def said(*texts: str) -> list[Said]:
    return [Said(seq, text) for seq, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I am IN  A hurry!", ["IN  A hurry"]),
        ("Im late, and I’m late again", ["Im late", "I’m late"]),
        ("I leave in about five minutes.", ["leave in about five minutes"]),
        ("URGENT: do it right now", ["URGENT", "right now"]),
        ("an urgent transfer, right now, it is urgent", ["right now", "urgent"]),
    ],
)
def test_the_words_it_was_read_from_stand_in_the_message(text: str, words: list[str]) -> None:
    read = manner_of(said(text), OWN)
    assert read is not None
    assert read.manner is Manner.HURRIED
    assert [sign.words for sign in read.signs] == words
    assert [text[sign.start : sign.end] for sign in read.signs] == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "what is the limit?",
        "it must be right now",  # a faint sign alone
        "right now, right now",  # the same twice
        "an urgent transfer right now",  # of the two, one is harmless
        "I'm not in a hurry",
        "I am never really in a hurry",
        "we aren’t in a hurry",
        "in a hurrying world",
        "leave. In ten minutes it is open",  # over the end of a sentence
        "leave in one two three four minutes",
    ],
)
def test_without_enough_words_there_is_no_sign(text: str) -> None:
    assert manner_of(said(text), OWN) is None


def test_faint_signs_of_several_messages_add_up_to_nothing() -> None:
    assert manner_of(said("is it right now?", "is it urgent?"), OWN) is None


def test_most_signs_tell_and_of_as_many_the_latest() -> None:
    first = manner_of(said("in a hurry", "funny story", "I'm late"), OWN)
    assert first is not None
    assert first.manner is Manner.HURRIED
    assert [sign.seq for sign in first.signs] == [1, 3]
    assert first.latest == 3
    latest = manner_of(said("in a hurry", "funny story"), OWN)
    assert latest is not None
    assert latest.manner is Manner.CHATTY


def test_what_was_said_long_ago_tells_nothing_any_more() -> None:
    rest = ["and the fee?"] * (MAX_MESSAGES_READ - 1)
    assert manner_of(said("in a hurry", *rest), OWN) is not None
    assert manner_of(said("in a hurry", *rest, "and the limit?"), OWN) is None


def test_who_needs_to_be_heard_is_not_met_lightly_however_much_they_joked() -> None:
    read = manner_of(said("guess what", "knock knock", "my mum passed away", "haha lol"), SHIPPED)
    assert read is not None
    assert read.manner is Manner.FEELING


def test_switched_off_nothing_is_read() -> None:
    assert manner_of(said("in a hurry"), replace(OWN, are_read=False)) is None
    assert manner_of(said("in a hurry"), Manners()) is None


@pytest.mark.parametrize("phrase", ["", " ", "x" * 61, "* minutes", "in *", "in five* minutes"])
def test_a_phrase_that_could_not_be_found_is_refused(phrase: str) -> None:
    with pytest.raises(BadInput):
        read_sign(phrase)


def test_the_shipped_phrases_hold_what_is_promised_of_them() -> None:
    figures = measure(judge(read_labelled(HELD_OUT), SHIPPED))
    for name, each in figures.by_manner.items():
        assert (each.precision or 0.0) >= 0.9, name
        assert (each.recall or 0.0) >= 0.6, name
    assert figures.taken is not None
    assert figures.taken <= 0.05


@pytest.mark.parametrize(
    "text",
    [
        "quick question",
        "THIS IS A JOKE",
        "you are useless, I have had enough",
        "no rush, whenever you have time",
        "haha",
        "don't worry about it",
        "why was my card declined",
    ],
)
def test_anger_courtesy_and_questions_are_no_manner(text: str) -> None:
    assert manner_of(said(text), SHIPPED) is None
