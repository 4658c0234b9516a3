"""What an idea is left on, who answers it, and when it is overdue."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.errors import BadInput
from core.ideas import (
    Idea,
    IdeaRules,
    IdeaState,
    LeftOn,
    is_for,
    is_overdue,
    read_answer,
    read_left_on,
)
from core.staff import Role, StaffMember
from store.clock import now

AT = now()
IDEA = Idea(1, "Show the queue on the phone", AT, "noor", "Noor Haddad", owner="vera")
RULES = IdeaRules(timedelta(days=10))


def test_it_is_overdue_only_while_it_is_new_and_older_than_the_set_time() -> None:
    late = AT + timedelta(days=10, seconds=1)
    planned = Idea(2, "x", AT, "noor", "Noor", state=IdeaState.PLANNED)
    assert [is_overdue(IDEA, RULES, at) for at in (AT + timedelta(days=10), late)] == [False, True]
    assert not is_overdue(planned, RULES, late)


@pytest.mark.parametrize(
    ("who", "role", "may"),
    [
        ("vera", Role.AGENT, True),
        ("noor", Role.CONTENT_MANAGER, False),
        ("lead", Role.SUPERVISOR, True),
    ],
)
def test_who_looks_after_it_answers_it_and_who_leads(who: str, role: Role, may: bool) -> None:
    assert is_for(IDEA, StaffMember(who, f"{who}@bank.example", who, role)) is may


def test_one_is_declined_for_a_reason_only() -> None:
    with pytest.raises(BadInput, match="why it is declined"):
        read_answer("declined", "  ")
    with pytest.raises(BadInput, match="new, planned, done or declined"):
        read_answer("perhaps", "")
    assert read_answer("new", "left over").why == ""


@pytest.mark.parametrize(
    ("address", "title", "left_on"),
    [
        ("/settings/hours?as=text", "Hours", LeftOn("/settings/hours", "Hours")),
        ("/desk?conversation=abcdefgh12", "Ann Smith", LeftOn("/desk", "", "abcdefgh12")),
        ("/desk/customers/abcdefgh12", "Ann Smith", LeftOn("/desk/customers/", "", "abcdefgh12")),
        (
            "/personal-data/people/abcdefgh12",
            "Personal data of Ann Smith",
            LeftOn("/personal-data/people/", "", "abcdefgh12"),
        ),
        (
            "/personal-data/people/abcdefgh12/erase",
            "Personal data of Ann Smith",
            LeftOn("/personal-data/people/", "", "abcdefgh12"),
        ),
        ("/personal-data?q=ann@mail.example", "Data", LeftOn("/personal-data", "Data")),
        ("https://evil.example/x", "Evil", LeftOn()),
        ("//evil.example/x", "Evil", LeftOn()),
        ("/\\evil.example", "Evil", LeftOn()),
        ("http://[", "Evil", LeftOn()),
        (None, 3, LeftOn()),
    ],
)
def test_it_says_on_which_page_of_ours_it_was_left_and_names_no_customer(
    address: object, title: object, left_on: LeftOn
) -> None:
    assert read_left_on(address, title) == left_on
