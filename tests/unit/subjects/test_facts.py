"""What the company's settings can answer: whose detail is asked for, and which day is meant."""

from __future__ import annotations

from datetime import date

import pytest

from core.subjects import Company, Fact, NamedDay, concerns_company, days_asked, names_fact

THURSDAY = date(2026, 11, 26)
DAYS = {
    "christmas": NamedDay(12, 25),
    "christmas eve": NamedDay(12, 24),
    "new year's day": NamedDay(1, 1),
    "easter monday": NamedDay(3, 29, 2027),
}


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("what are your opening hours", []),
        ("are you open today?", [THURSDAY]),
        ("until when can i reach somebody tonight", [THURSDAY]),
        ("open now", [THURSDAY]),
        ("OPEN TOMORROW??", [date(2026, 11, 27)]),
        ("the day after tomorrow", [date(2026, 11, 28)]),
        ("are you open on sundays", [date(2026, 11, 29)]),
        ("thurs", [THURSDAY]),
        ("wed afternoon", [date(2026, 12, 2)]),
        ("weekend hours", [date(2026, 11, 28), date(2026, 11, 29)]),
        ("open on Christmas Day?", [date(2026, 12, 25)]),
        ("what about christmas eve", [date(2026, 12, 24)]),
        ("new year’s day", [date(2027, 1, 1)]),
        ("Easter Monday", [date(2027, 3, 29)]),
        ("25 December", [date(2026, 12, 25)]),
        ("on the 1st of may", [date(2027, 5, 1)]),
        ("Dec 25th, 2027", [date(2027, 12, 25)]),
        ("2026-12-31", [date(2026, 12, 31)]),
        ("am 31.12.", [date(2026, 12, 31)]),
        ("25/12", [date(2026, 12, 25)]),
        ("12/25", [date(2026, 12, 25)]),
        ("feb 29", [date(2028, 2, 29)]),
    ],
)
def test_a_day_is_read_as_people_say_it(question: str, days: list[date]) -> None:
    assert days_asked(question, THURSDAY, DAYS) == tuple(days)


@pytest.mark.parametrize("question", ["3/4", "31 november", "2026-13-45", "0 may", "99.99."])
def test_what_is_no_day_or_may_be_two_names_none(question: str) -> None:
    assert days_asked(question, THURSDAY, DAYS) == ()


def test_on_a_sunday_the_weekend_is_what_is_left_of_it() -> None:
    sunday = date(2026, 11, 29)
    assert days_asked("at the weekend", sunday, DAYS) == (sunday,)


@pytest.mark.parametrize(
    "question",
    [
        "How do I contact a merchant",
        "what time does my transfer arrive",
        "what's the phone number on my account",
        "change my phone number",
        "how do i update the address",
        "i have a new email address",
        "what is my address",
        "which email is on my profile",
        "when is my payment there",
        "where is the nearest atm",
        "it is noa@example.com",
        "call 07700 900123",
        "someone called me from your number",
        "i got an email from you, is it real",
    ],
)
def test_what_is_the_customers_own_or_somebody_elses_is_no_fact_of_the_company(
    question: str,
) -> None:
    assert not concerns_company(question)


@pytest.mark.parametrize(
    "question",
    [
        "phone number",
        "what is your address",
        "where are you located",
        "can i call you about my card",
    ],
)
def test_what_is_the_companys_may_be_a_fact(question: str) -> None:
    assert concerns_company(question)


def test_a_detail_that_the_settings_do_not_hold_is_not_told() -> None:
    assert Company(email="help@tern.example").known == {Fact.HOURS, Fact.EMAIL, Fact.CHANNELS}


@pytest.mark.parametrize(
    ("text", "fact", "plainly"),
    [
        ("when can I talk to someone", Fact.HOURS, True),
        ("open on Christmas day?", Fact.HOURS, True),
        ("are you still around this evening", Fact.HOURS, False),
        ("is anyone there at night", Fact.HOURS, False),
        ("are you there on New Year's Eve", Fact.HOURS, False),
        ("phone number", Fact.PHONE, True),
        ("how can I contact you", Fact.CHANNELS, True),
        ("where are you", Fact.PLACE, True),
    ],
)
def test_a_fact_is_named_by_what_it_is_called_or_by_a_day(
    text: str, fact: Fact, plainly: bool
) -> None:
    assert names_fact(text, fact)
    assert names_fact(text, fact, plainly=True) is plainly


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("how are you today?", Fact.HOURS),
        ("it has to be here by friday", Fact.HOURS),
        ("Are you still there?", Fact.HOURS),
        ("what time is it", Fact.HOURS),
        ("just call me", Fact.PHONE),
        ("Talk to a person", Fact.CHANNELS),
        ("i want to talk to someone", Fact.CHANNELS),
        ("nowhere", Fact.PLACE),
    ],
)
def test_what_only_sounds_alike_names_no_fact(text: str, fact: Fact) -> None:
    assert not names_fact(text, fact)
