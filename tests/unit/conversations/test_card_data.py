"""Card numbers and secret codes are masked; what a question is about stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversations import CardData, Privacy

PRIVACY = Privacy()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("my card 4111 1111 1111 1111 was declined", "[card number ending 1111]"),
        ("5555-5555-5555-4444", "[card number ending 4444]"),
        ("378282246310005 is my amex", "[card number ending 0005]"),
        ("4111.1111.1111.1111", "[card number ending 1111]"),
        ("4111\u00a01111\u20111111 1111", "[card number ending 1111]"),
        ("4111111111111111 12/27 123", "12/27 [security code]"),
        ("4111 1111 1111 1111 1227", "[card number ending 1111] [security code]"),
        ("ref 20 4111 1111 1111 1111", "ref 20 [card number ending 1111]"),
        ("٤١١١ ١١١١ ١١١١ ١١١١", "[card number ending ١١١١]"),
        ("the cvv is 123, why?", "the cvv is [security code], why?"),
        ("CVC: 1234", "CVC: [security code]"),
        ("123 is the cvv", "[security code] is the cvv"),
        ("security code 7 8 9", "security code [security code]"),
        ("my pin is 4321 and it fails", "my pin is [PIN] and it fails"),
        ("changed PIN to 246810", "changed PIN to [PIN]"),
    ],
)
def test_what_must_not_be_kept_is_masked(typed: str, kept: str) -> None:
    assert kept in PRIVACY.mask(typed)
    assert not set(typed) & set("٤") or "٤" not in PRIVACY.mask(typed)


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",  # fails the check digit
        "I was charged £12.99 on 2026-11-25 at 14:30",
        "call me on 020 7946 0112 or +44 7700 900123",
        "my IBAN is GB82 WEST 1234 5698 7654 32",
        "transaction 1234567890123456",  # no card begins with 1
        "I pinned 3 notes in 2024",
        "how do I change my pin?",
        "card ending 1111",
        "order 12345, 12 pieces at 199 each",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert PRIVACY.mask(text) == text


def test_only_what_the_settings_name_is_masked() -> None:
    only_codes = Privacy(frozenset({CardData.SECURITY_CODES}))
    text = "4111 1111 1111 1111 cvv 123"
    assert only_codes.mask(text) == "4111 1111 1111 1111 cvv [security code]"


@given(st.text(st.sampled_from("0123456789 -./abpincv:"), max_size=60))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = PRIVACY.mask(text)
    assert PRIVACY.mask(once) == once


@given(st.from_regex(r"[2-6][0-9]{14}", fullmatch=True), st.sampled_from([" ", "-", "", "."]))
def test_every_card_number_is_found_however_it_is_grouped(digits: str, gap: str) -> None:
    number = digits + next(d for d in "0123456789" if _checks(digits + d))
    grouped = gap.join(number[start : start + 4] for start in range(0, 16, 4))
    assert number not in PRIVACY.mask(f"it is {grouped}, ok?").replace(gap, "")
    assert f"[card number ending {number[-4:]}]" in PRIVACY.mask(f"it is {grouped}, ok?")


def _checks(number: str) -> bool:
    values = [int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(number))]
    return sum(value // 10 + value % 10 for value in values) % 10 == 0
