"""Misspelt words are read as the articles spell them; right ones are never touched."""

from __future__ import annotations

import pytest

from core.subjects import Subject, SubjectKind
from knowledge_base.spelling import Speller, SpellerKeeper

TEXTS = [
    "how do I close my account",
    "where do I find my pin",
    "my virtual card is not working",
    "the transfer is pending, why was it declined",
    "why is contactless not working",
    "the beneficiary is not allowed to receive a payment",
    "my contactless payment by card was declined by the machine",
    "why did the shop not take my card, doesn't it work",
    "when when when",
] * 5
SPELLER = Speller(TEXTS)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("my vrtual crad", "my virtual card"),
        ("why is the benificary not alowed", "why is the beneficiary not allowed"),
        ("contctless", "contactless"),
        ("TRANSFR", "transfer"),
        ("doesnt", "doesn't"),
        ("wheredoifindmypin", "where do i find my pin"),
        ("h o w do I close", "how do I close"),
        ("caaaard nottt workinggg", "card not working"),
        ("my crd pymnt declnd", "my card payment declined"),
        ("at teh shop", "at the shop"),
        ("wher is my pin", "where is my pin"),  # not "when", which is as near
        ("ｍｙ ＰＩＮ", "my PIN"),
    ],
)
def test_what_is_misspelt_is_read_as_it_was_meant(written: str, meant: str) -> None:
    assert SPELLER.correct(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "how do I close my account?",
        "the carp in our pond",  # English words near to others
        "is my money in a pot or a jar",
        "a friend's cards",
        "it went to Mr Crard on Monday",  # a name
        "asdfkjh qwpoeiru",
        "£12.99 on 3/11, ref 8374",
        "我的转账还没到账",
        "👍",
        "",
    ],
)
def test_what_is_right_or_like_nothing_known_stays_as_it_is(text: str) -> None:
    assert SPELLER.correct(text) == text


def test_without_articles_nothing_is_corrected() -> None:
    assert Speller([]).correct("my vrtual crad") == "my vrtual crad"


def test_a_name_that_is_used_often_is_known_and_corrected_to() -> None:
    speller = Speller(["pay with zapwallet in a shop"] * 5)
    assert speller.correct("does zapwalet work") == "does zapwallet work"


def test_what_is_answered_without_an_article_lends_its_words_whenever_the_settings_name_it() -> (
    None
):
    hours = Subject(SubjectKind.FACT, "hours", ("opening hours", "your opening hours"))
    films = Subject(SubjectKind.OFF_TOPIC, "off_topic", ("a cinema", "the cinema"))
    keeper = SpellerKeeper(calm=3600)
    keeper.look({}, ())
    assert keeper.correct("openning hrs at the cinnema") == "openning hrs at the cinnema"
    keeper.look({}, (hours, films))
    assert keeper.correct("openning huors at the cinnema") == "opening hours at the cinnema"
