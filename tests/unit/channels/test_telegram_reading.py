"""What Telegram tells of a person is a hint, but for their number."""

from __future__ import annotations

from typing import Any

from core.channels import What
from web.channels.telegram.reading import arrivals_of


def update(who: int, username: str, number: int = 1, **content: Any) -> dict[str, Any]:
    person = {"id": who, "is_bot": False, "first_name": "Ana", "username": username}
    chat = {"id": who, "type": "private", "username": username}
    head = {"message_id": number, "date": 1, "from": person, "chat": chat}
    return {"update_id": number, "message": {**head, **content}}


def test_a_user_name_that_somebody_else_has_now_makes_nobody_that_person() -> None:
    """Field bug: somebody was let in by their user name, which others can take over."""
    (first,) = arrivals_of(update(5, "ana", text="hello"))
    (later,) = arrivals_of(update(6, "ana", 2, text="hello"))
    (renamed,) = arrivals_of(update(5, "ana_of_old", 3, text="hello"))
    assert (first.sender, later.sender, renamed.sender) == ("5", "6", "5")


def test_a_contact_that_somebody_forwards_says_nothing_about_them() -> None:
    """Field bug: a forwarded card was taken for the sender's own number."""
    card = {"phone_number": "+4915550001", "first_name": "Sam", "user_id": 9}
    (found,) = arrivals_of(update(5, "ana", contact=card))
    assert (found.what, found.sender, found.formerly, found.name) == (
        What.UNREADABLE,
        "5",
        "",
        "Ana",
    )
