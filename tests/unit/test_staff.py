"""Who works here."""

from __future__ import annotations

import pytest

from core.errors import BadInput
from core.staff import Role, StaffMember, read_email, read_new_password


def test_an_email_address_is_read_in_lower_case() -> None:
    assert read_email("  Sam@Tern.example ") == "sam@tern.example"


@pytest.mark.parametrize("value", ["", "sam", "sam@", "@tern", "a b@c", "a@b@c", None, "x" * 200])
def test_what_is_no_email_address_is_refused(value: object) -> None:
    with pytest.raises(BadInput):
        read_email(value)


@pytest.mark.parametrize("value", ["short", "x" * 201, None, 1234567890])
def test_a_password_is_10_to_200_characters(value: object) -> None:
    assert read_new_password("x" * 10)
    with pytest.raises(BadInput, match="10 to 200"):
        read_new_password(value)


def test_colleagues_go_by_their_first_name() -> None:
    assert StaffMember("1", "sam@tern.example", "Sam Whitaker", Role.AGENT).first_name == "Sam"
