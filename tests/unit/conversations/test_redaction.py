"""What tells who somebody is does not reach a list that colleagues read."""

from __future__ import annotations

import pytest

from core.conversations import mask


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("write to jo.o'neil+bank@mail.example.co.uk.", "write to [e-mail address]."),
        ("it's <Jo@Example.org>, thanks", "it's <[e-mail address]>, thanks"),
        ("my card 4929 1234 5678 9012 fails", "my card [card number] fails"),
        ("card:4929-1234-5678-9012!", "card:[card number]!"),
        ("card 378282246310005", "card [card number]"),
        ("call +44 (0)20 7946 0123", "call [phone number]"),
        ("call me on 07700 900123 or 0151.234.5678", "call me on [phone number] or [phone number]"),
        ("IBAN DE89 3704 0044 0532 0130 00 please", "IBAN [account number] please"),
        ("gb33bukb20201555555555", "[account number]"),
        ("account 12345678, sort code 20-40-60", "account [number], sort code 20-40-60"),
        ("the code 483921 never works", "the code [number] never works"),
        ("two cards: 4929123456789012 4929123456789013", "two cards: [number]"),
    ],
)
def test_addresses_and_long_numbers_are_replaced_by_what_they_were(said: str, shown: str) -> None:
    assert mask(said) == shown


@pytest.mark.parametrize(
    "said",
    [
        "why was I charged £1,250.00 on 2026-11-22?",
        "transfer of 1.250.000 from 22.11.2026",
        "€ 1000000 limit",
        "is it 3 to 5 days, or 24/7?",
        "top up 20 50 or 100",
        "my order of 12 March 2026",
        "visa vs mastercard 3D secure 2.0",
        "",
    ],
)
def test_dates_amounts_and_short_numbers_stay(said: str) -> None:
    assert mask(said) == said


def test_masking_what_is_masked_changes_nothing() -> None:
    once = mask("jo@example.org 4929 1234 5678 9012 +44 20 7946 0123")
    assert mask(once) == once == "[e-mail address] [card number] [phone number]"


def test_a_long_run_of_signs_is_masked_in_no_time() -> None:
    assert mask("1-" * 20_000 + "@" * 20_000)
