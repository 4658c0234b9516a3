"""Which of our mails is answered is proven by our own signature, and by nothing else."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from core.channels.email import (
    answered_by_address,
    answered_by_id,
    choice_tag,
    is_own,
    is_same,
    message_id,
    read_choice,
    reply_address,
)

OWN, SECRET = "help@tern.example", "a secret of tests"
MESSAGES = st.integers(1, 10**12 - 1)
SIGNS = string.ascii_lowercase + string.digits + "-+@."


def flipped(text: str, place: int, sign: str) -> str:
    return text[:place] + sign + text[place + 1 :]


@given(MESSAGES)
def test_a_tag_shows_its_mail_also_in_capitals(message: int) -> None:
    address, name = reply_address(SECRET, OWN, message), message_id(SECRET, OWN, message)
    assert len(address.partition("@")[0]) <= 64
    for written in (address, address.upper(), f"Tern <{address}>, other@x.example"):
        assert answered_by_address(SECRET, written) == message
    assert answered_by_id(SECRET, f"<a@b> {name} <c@d>") == message
    assert is_own(address, OWN)


@given(MESSAGES, st.integers(0, 60), st.sampled_from(SIGNS))
def test_one_sign_flipped_in_an_address_proves_nothing(message: int, place: int, sign: str) -> None:
    address = reply_address(SECRET, OWN, message)
    start, end = address.index("+") + 2, address.index("@")
    place = start + place % (end - start)
    if address[place] != sign:
        assert answered_by_address(SECRET, flipped(address, place, sign)) == 0


@given(MESSAGES, st.integers(0, 60), st.sampled_from(SIGNS))
def test_one_sign_flipped_in_a_message_id_proves_nothing(
    message: int, place: int, sign: str
) -> None:
    name = message_id(SECRET, OWN, message)
    start, end = name.index(".") + 1, name.index("@")
    place = start + place % (end - start)
    if name[place] != sign:
        assert answered_by_id(SECRET, flipped(name, place, sign)) == 0


@given(MESSAGES, st.integers(0, 24), st.integers(0, 60), st.sampled_from(SIGNS))
def test_one_sign_flipped_in_a_link_is_nobodys(
    message: int, button: int, place: int, sign: str
) -> None:
    tag = choice_tag(SECRET, message, button)
    assert read_choice(SECRET, tag) == (message, button)
    place %= len(tag)
    if tag[place] != sign:
        assert read_choice(SECRET, flipped(tag, place, sign)) is None


@given(MESSAGES)
def test_a_tag_of_another_purpose_or_secret_proves_nothing(message: int) -> None:
    address = reply_address(SECRET, OWN, message)
    assert answered_by_address("another secret", address) == 0
    as_id = "<effie." + address.partition("+r")[2] + ">"
    assert answered_by_id(SECRET, as_id) == 0
    as_address = OWN.replace(
        "@", "+r" + message_id(SECRET, OWN, message)[7:].partition("@")[0] + "@"
    )
    assert answered_by_address(SECRET, as_address) == 0


def test_the_newest_of_several_counts() -> None:
    ids = f"{message_id(SECRET, OWN, 3)} <x@y> {message_id(SECRET, OWN, 7)}"
    assert answered_by_id(SECRET, ids) == 7


def test_addresses_are_the_same_in_whatever_letters_they_are_written() -> None:
    assert is_same("Ana@Shop.example", "ana@shop.EXAMPLE ")
    assert not is_same("", "")
    assert not is_own("helper@tern.example", OWN)
    assert not is_own("help@tern.example.org", OWN)
