"""What of a message is not its matter."""

from __future__ import annotations

import pytest

from core.wording import Denial, denial_in, without_opener


@pytest.mark.parametrize(
    ("message", "matter"),
    [
        ("I have a question about my card", "my card"),
        ("hi, quick one, how do i change my pin", "how do i change my pin"),
        ("just a quick question - where is my card", "where is my card"),
        ("Hello, could you help me with something, how do i top up", "how do i top up"),
        ("hi i need help with my pin", "my pin"),
        ("quick question how do i top up", "how do i top up"),
        ("I wanted to ask about fees", "fees"),
    ],
)
def test_words_that_lead_up_to_a_matter_are_left_out(message: str, matter: str) -> None:
    assert without_opener(message) == matter


@pytest.mark.parametrize(
    "message",
    [
        "hello",
        "hi there",
        "I have a question",
        "can you help me?",
        "Can you help me activate my card",
        "One of my transactions needs to be canceled.",
        "With one disposable card how many transactions can i do?",
        "I have one of your cards, but I don't know how to link it.",
        "I would like to know what your exchange rates are.",
        "where do I find the security question",
    ],
)
def test_a_message_that_only_begins_alike_is_left_whole(message: str) -> None:
    assert without_opener(message) == message


@pytest.mark.parametrize(
    ("message", "denied"),
    [
        ("I have not lost my card", "lost my card"),
        ("my card isn't lost", "lost my card"),
        ("No, I didn't lose my card", "lose my card"),
        ("I never lost my phone", "lost my phone"),
        ("nobody stole my card", "stole my card"),
        ("I do not want to close my account", "close my account"),
        ("I’m not asking about fees", "fees"),
        ("i never asked for a refund", "a refund"),
        ("the payment wasn't declined", "declined the payment"),
        ("not looking to cancel my transfer", "cancel my transfer"),
    ],
)
def test_what_is_not_so_or_not_wanted_is_told_as_if_it_were(message: str, denied: str) -> None:
    assert denial_in(message) == Denial(denied, "")


@pytest.mark.parametrize(
    ("message", "rest"),
    [
        (
            "I don't want to close my account, I want to change my address",
            "I want to change my address",
        ),
        ("I do not want to close my account, how do I change my pin?", "how do I change my pin"),
        ("I have not lost my card, it was declined", "it was declined (my card)"),
        ("I haven't lost my card but it does not work", "it does not work (my card)"),
    ],
)
def test_the_positive_part_is_left_and_knows_what_it_points_at(message: str, rest: str) -> None:
    denial = denial_in(message)
    assert denial
    assert denial.rest == rest


@pytest.mark.parametrize(
    "message",
    [
        "",
        "my card has not arrived",
        "I don't recognise this payment",
        "I can't log in",
        "I did not make this transfer",
        "I didn't mean to send it, can I cancel it?",
        "I don't want this account anymore",
        "I do not want to pay with it any more, close it",
        "I don't want to be charged twice",
        "I don't know my pin",
        "why do I not want to close my account",
        "I lost my card",
    ],
)
def test_a_negation_that_is_a_matter_of_its_own_is_no_denial(message: str) -> None:
    assert denial_in(message) is None
