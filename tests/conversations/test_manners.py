"""The assistant's own wording follows how a customer likes to be spoken to."""

from __future__ import annotations

import pytest

from tests.support.customer import Customer, kinds


@pytest.fixture
def customer(stack) -> Customer:
    return Customer(stack.web_url)


def test_the_wording_follows_the_signs_and_the_answer_stays_the_same(customer: Customer) -> None:
    replies = customer.say("I want the reasoning, in detail: how do i change the pin of my card?")
    assert kinds(replies)[:3] == ["", "answer", "helped"]
    assert replies[0]["text"].startswith("This is what our help centre says")
    assert replies[1]["content"]["article"]["slug"] == "change_pin"
    assert replies[2]["text"] == "Does that answer your question?"
    again = customer.say("my new card hasn't been delivered yet, where is it?")
    assert kinds(again)[0] == "answer", "only where the message itself shows it"


def test_what_was_said_before_counts_for_the_words_that_follow(customer: Customer) -> None:
    replies = customer.say("I'm in a hurry, how do i change the pin of my card?")
    assert kinds(replies)[:2] == ["answer", "helped"]
    assert replies[1]["text"] == "Did this help?", "what has no variant is said as always"
    replies = customer.say("I want to talk to a person")
    assert replies[0]["text"].startswith("A person takes it from here.")


def test_without_signs_everybody_reads_the_usual_words(customer: Customer) -> None:
    replies = customer.say("quick question, how do i change the pin of my card?")
    assert kinds(replies)[:2] == ["answer", "helped"]
    assert replies[1]["text"] == "Did this help?"
    replies = customer.say("I want to talk to a person")
    assert replies[0]["text"].startswith("Of course. A colleague will read everything above")
