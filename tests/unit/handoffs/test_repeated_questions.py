"""Noticing when an agent asks for what the context already holds."""

from __future__ import annotations

from typing import Any

import pytest

from core.conversations import ANONYMOUS, Author, Profile
from core.handoffs import (
    Gathered,
    HandoffContext,
    asked_for,
    handoff_context,
    label_of,
    repeated_questions,
)
from tests.unit.handoffs.test_context import ANGRY, SEGMENTS, answer, customer, transcript

PRIYA = Profile("c-1", "Priya Raman", "expert", (("email", "priya@example.org"), ("plan", "Plus")))


def context(
    *said: tuple[Author, str, dict[str, Any]], profile: Profile = ANONYMOUS
) -> HandoffContext:
    return handoff_context(Gathered(None, profile, "web", transcript(*said)), SEGMENTS, ANGRY)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Hi! Could you tell me your name?", ["name"]),
        ("May I have your full name and e-mail address please", ["name", "email"]),
        ("Who am I speaking with?", ["name"]),
        ("What's the best email to reach you on?", ["email"]),
        ("Which phone number can we call?", ["phone"]),
        ("Hello, how can I help you today?", ["question"]),
        ("What seems to be the problem?", ["question"]),
        ("Please describe the issue.", ["question"]),
        ("What have you tried so far?", ["tried"]),
        ("Did you already read our help article?", ["tried"]),
        ("Which plan are you on?", ["plan"]),
    ],
)
def test_what_an_agent_asks_for_is_noticed(text: str, what: list[str]) -> None:
    assert list(asked_for(text, ["plan"])) == what


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I've sent an e-mail to priya@example.org.",
        "You will get an email from us.",
        "Is there anything else I can help you with?",
        "How can I help you further?",
        "Your name is on the card already.",
        "The problem is with the merchant. I'll write to them.",
        "Have you tried paying with the new card?",
        "Your plan includes this.",
        "Could you e-mail us the receipt?",
        "When did you order it?",
        "I have read everything you wrote.",
        "Is the card in your name?",
        "Can I send the form to your email?",
        "Did you get our e-mail?",
        "Did you get an email from us?",
        "Could you call our phone number?",
        "What was the reason they gave?",
        "Would you like to change your plan?",
        "Did you see the article I sent?",
    ],
)
def test_telling_offering_and_new_questions_are_not_re_asking(text: str) -> None:
    assert asked_for(text, ["plan"]) == ()


def test_only_what_the_context_holds_is_asked_again() -> None:
    asking = "What's your name and e-mail? What have you tried? What plan are you on?"
    assert repeated_questions(asking, context(customer("where is my card"))) == ()
    known = context(customer("where is my card"), answer("delivery", 0.8), profile=PRIYA)
    assert set(repeated_questions(asking, known)) == {"name", "email", "tried", "plan"}
    assert repeated_questions("How can I help?", known) == ("question",)
    assert repeated_questions("How can I help?", context()) == ()


def test_what_the_customer_typed_counts_as_known() -> None:
    told = context(customer("My name is Ana, write to ana@example.org or call 020 7946 0112"))
    asking = "Can I have your name? Which e-mail? Which number can I call?"
    assert set(repeated_questions(asking, told)) == {"name", "email", "phone"}


def test_what_was_asked_for_has_words() -> None:
    assert label_of("tried") == "what they have tried"
    assert label_of("plan") == "their plan"
