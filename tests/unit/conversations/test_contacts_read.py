"""E-mail addresses and phone numbers in what people type: whole, or not at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversations import ContactMissing
from store.contacts import find_contact, read_contact


def found_in(text: str, country: str = "GB") -> str | None:
    found = find_contact(text, country)
    return found.contact.value if found else None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ada@example.com", "ada@example.com"),
        ("jo.o'brien@example.ie", "jo.o'brien@example.ie"),
        ("it's jo.o’brien@example.ie.", "jo.o'brien@example.ie"),  # as phones type it
        ("it's Ada.Love+bank@mail.example.co.uk, thanks", "Ada.Love+bank@mail.example.co.uk"),
        ("r&d@example.com", "r&d@example.com"),
        ("jörg@müller.de!", "jörg@müller.de"),
        ("用户@例子.广告", "用户@例子.广告"),
        ("ada＠example.com", "ada@example.com"),  # as Japanese keyboards type it
        ("mail:ada@example.com", "ada@example.com"),
        ("mailto:ada@example.com", "ada@example.com"),
        ("Ada <ada@example.com>, please", "ada@example.com"),
        ("write to 'ada@example.com'.", "ada@example.com"),
        ("‘ada@example.com’ or (bob@example.com)", "ada@example.com"),
        ("*ada@example.com*!", "ada@example.com"),
        ("ada@example.com,bob@example.com", "ada@example.com"),
        ("or call 020 7946 0112, ada@example.com", "ada@example.com"),
    ],
)
def test_an_address_is_found_whole(text: str, address: str) -> None:
    assert found_in(text) == address


@pytest.mark.parametrize(
    "text",
    [
        'jo.o"brien@example.ie',
        "jo,brien@example.ie",
        "'jo@example.ie",
        "jo@example.ie/bo@example.ie",
        "Ada<ada@example.com>",
        "ada@example.c",
        "ada@localhost",
        "ada..l@example.com",
        "ada@exam_ple.com",
        "ada at example",
        "@ada",
        "",
    ],
)
def test_what_is_no_clear_address_is_not_taken_for_a_part_of_it(text: str) -> None:
    assert found_in(text) is None


LOCAL = st.text(st.sampled_from("abcxyzABC019.'!#$%&*+-/=?^_`{|}~"), min_size=1, max_size=20)
BEFORE = st.sampled_from(["", "my mail is ", "(", "<", "'", '"', "mail:", "mine,", "*", "“", "‘"])
AFTER = st.sampled_from(["", " please", ")", ">", "'", '"', ".", ",", ", or", "*", "”", "’", "?"])


@given(BEFORE, LOCAL, AFTER)
def test_no_address_loses_a_part_of_itself(before: str, local: str, after: str) -> None:
    address = f"{local}@example.ie"
    found = found_in(f"{before}{address}{after}")
    around = r"['*_~`]*"
    assert found is None or re.fullmatch(f"{around}{re.escape(found)}{around}", address)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("020 7946 0112", "020 7946 0112"),
        ("call me on +44 (20) 7946-0112 please", "+44 20 7946 0112"),
        ("+1 (415) 555\u20110132", "+1 415-555-0132"),
        ("+1 (415) 555-0132 ext. 89", "+1 415-555-0132 ext. 89"),
        ("020 7946 0112 x4", "020 7946 0112 x4"),
        ("call me 2026-11-25 10:30 on 07700 900123", "07700 900123"),
        ("between 10:30-11:30 on 25.11.2026, 07700 900123", "07700 900123"),
        ("11/25/2026 020 7946 0112", "020 7946 0112"),
        ("0044 20 7946 0112", "0044 20 7946 0112"),
        ("＋1 415 555 0132", "+1 415-555-0132"),
        ("+١ ٤١٥ ٥٥٥ ٠١٣٢", "+1 415-555-0132"),
        ("tel:+442079460112", "+44 20 7946 0112"),
        ("(415) 555-0132", "(415) 555-0132"),  # not of this country, but a person can tell
    ],
)
def test_a_number_is_found_with_all_that_belongs_to_it(text: str, number: str) -> None:
    assert found_in(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "my card ends in 4421",
        "I paid 12.50 on 3 May",
        "I paid 1.250.000 on 2026-11-25",
        "4929 1234 5678 9012",
        "2026-11-25T10:30:00",
        "25-11-26",
        "GB29NWBK60161331926819",
        "12345678901234567890",
    ],
)
def test_dates_amounts_and_cards_are_no_numbers_to_call(text: str) -> None:
    assert found_in(text) is None


def test_a_number_without_a_country_code_is_one_of_the_country_that_is_set() -> None:
    assert found_in("(415) 555-0132 ext 7", "US") == "(415) 555-0132 ext. 7"
    assert found_in("030 901820", "DE") == "030 901820"


def test_what_holds_no_contact_is_refused_with_what_to_write() -> None:
    with pytest.raises(ContactMissing, match="e-mail address or"):
        read_contact("just call me", "GB")
    long = f"{'a' * 60}@{'b.' * 80}example.com"
    with pytest.raises(ContactMissing):
        read_contact(long, "GB")


def test_what_is_said_around_a_contact_is_told_apart() -> None:
    found = find_contact("you can call 07700 900123 after six", "GB")
    assert found
    assert found.rest.split() == ["you", "can", "call", "after", "six"]


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    found = find_contact(text, "GB")
    assert found is None or found.contact.kind in {"email", "phone"}
