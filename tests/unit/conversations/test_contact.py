"""A way to reach a customer, and whether two requests are about the same thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversations import (
    Contact,
    ContactMissing,
    Profile,
    find_contact,
    is_only_contact,
    known_contacts,
    read_contact,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ada@example.com", "ada@example.com"),
        ("it's Ada.Love+bank@mail.example.co.uk, thanks", "Ada.Love+bank@mail.example.co.uk"),
        ("020 7946 0112", "020 7946 0112"),
        ("call me on +44 (20) 7946-0112 please", "+44 (20) 7946-0112"),
        ("my card ends in 4421", None),
        ("I paid 12.50 on 3 May", None),
        ("ada at example", None),
        ("4929 1234 5678 9012", None),
        ("", None),
    ],
)
def test_an_address_or_a_number_is_found_in_words(text: str, value: str | None) -> None:
    found = find_contact(text)
    assert (found.value if found else None) == value


def test_words_around_a_contact_make_it_a_message() -> None:
    assert is_only_contact("my mail: ada@example.com")
    assert not is_only_contact("ada@example.com is the address I want to change in my profile")


def test_what_holds_no_contact_is_refused_with_what_to_write() -> None:
    with pytest.raises(ContactMissing, match="e-mail address or"):
        read_contact("just call me")


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    found = find_contact(text)
    assert found is None or found.kind in {"email", "phone"}


def test_what_the_host_site_vouches_for_is_known_and_nothing_else() -> None:
    facts = (("E-mail", "ada@example.com"), ("phone", "not given"), ("plan", "020 7946 0112"))
    assert known_contacts(Profile("c-1", facts=facts)) == (Contact("email", "ada@example.com"),)
    assert known_contacts(Profile("", facts=facts)) == ()
