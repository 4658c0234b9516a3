"""Who works here."""

from __future__ import annotations

import pytest

from core.errors import BadInput
from core.staff import Role, StaffMember, read_email, read_new_password, read_role
from store.staff.passwords import NO_PASSWORD, hash_password, password_fits
from web.auth import browser_name


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


def test_a_password_is_kept_as_a_costly_hash_that_only_itself_fits() -> None:
    kept = hash_password("correct horse")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert password_fits(kept, "correct horse")
    assert not password_fits(kept, "correct horses")
    assert not password_fits(NO_PASSWORD, NO_PASSWORD)


def test_colleagues_go_by_their_first_name() -> None:
    assert StaffMember("1", "sam@tern.example", "Sam Whitaker", Role.AGENT).first_name == "Sam"


def test_a_role_that_does_not_exist_is_refused_with_those_that_do() -> None:
    assert read_role("content_manager") is Role.CONTENT_MANAGER
    with pytest.raises(BadInput, match="agent, content_manager, supervisor, admin"):
        read_role("owner")


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Firefox/140.0", "Firefox on Windows"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/18.0 Safari/605.1.15",
            "Safari on macOS",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
            "Edge on Windows",
        ),
        ("curl/8.0", "Another browser"),
        ("", "Another browser"),
    ],
)
def test_a_browser_is_called_what_its_owner_calls_it(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name
