"""The words a question is looked up with."""

from __future__ import annotations

import pytest

from core.answering import Hit, Retrieval, look_up
from core.wording import Synonyms, as_searched

KNOWN = Synonyms({"atm": "cash machine", "hole in the wall": "cash machine", "a/c": "account"})


@pytest.mark.parametrize(
    ("question", "looked_up"),
    [
        ("I was charged £12.99 twice", "I was charged twice"),
        ("a payment of €1,250.00 that I never made", "a payment that I never made"),
        ("where is my transfer of 200€?", "where is my transfer?"),
        ("transfer from 12/03/2024 has not arrived", "transfer has not arrived"),
        ("I paid on 3rd March at 14:05 and it is pending", "I paid and it is pending"),
        ("refund 2024-03-12", "refund"),
        ("ref no. 8374628347 is missing", "is missing"),
    ],
)
def test_amounts_dates_and_references_pull_nowhere(question: str, looked_up: str) -> None:
    assert as_searched(question, Synonyms()) == looked_up


@pytest.mark.parametrize(
    "question",
    [
        "why is there an extra £1 fee",
        "exchange 100 GBP to EUR",
        "can I have 2 cards",
        "my pin is 4 digits long",
        "is it open 24/7",
        "are you open on Friday",
        "may I change my pin",
        "£12.99",
        "",
    ],
)
def test_numbers_that_tell_what_it_is_about_stay(question: str) -> None:
    assert as_searched(question, Synonyms()) == question


@pytest.mark.parametrize(
    ("question", "looked_up"),
    [
        ("ATM", "ATM (cash machine)"),
        ("the hole  in the wall ate my card", "the hole in the wall (cash machine) ate my card"),
        ("my a/c is blocked", "my a/c (account) is blocked"),
        ("the ATM, I mean the cash machine", "the ATM, I mean the cash machine"),
        ("atmosphere", "atmosphere"),
    ],
)
def test_a_known_word_is_looked_up_with_what_it_means(question: str, looked_up: str) -> None:
    assert as_searched(question, KNOWN) == looked_up


def test_what_is_found_names_the_customers_own_words() -> None:
    asked: list[str] = []

    def search(questions: list[str]) -> list[Retrieval]:
        asked.extend(questions)
        return [Retrieval(question, (Hit("atm", "Cash", 0.9),)) for question in questions]

    found = look_up(search, ["ATM of £20"], KNOWN)  # type: ignore[arg-type]
    assert asked == ["ATM (cash machine)"]
    assert [each.question for each in found] == ["ATM of £20"]
