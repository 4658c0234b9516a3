"""What admins are told of a connection: whether it works, and if not, why."""

from __future__ import annotations

import pytest

from core.channels import IN_A_ROW, Condition, Working, condition_of


def test_a_connection_without_its_secrets_is_off_and_names_them() -> None:
    off = condition_of(["EFFIE_A_TOKEN", "EFFIE_A_SECRET"], ["busy"], ["gone"] * IN_A_ROW)
    assert off == Condition(Working.OFF, ("EFFIE_A_TOKEN and EFFIE_A_SECRET are not set.",))
    assert condition_of(["EFFIE_A_TOKEN"], [], []).reasons == ("EFFIE_A_TOKEN is not set.",)


def test_a_connection_whose_messages_wait_after_a_try_fails_and_says_why() -> None:
    assert condition_of([], ["busy", "away"], []) == Condition(Working.FAILING, ("busy", "away"))


@pytest.mark.parametrize(
    ("newest", "working"),
    [
        ([], Working.ON),
        ([None, None, None], Working.ON),
        (["blocked"], Working.ON),
        (["blocked", None, "blocked"], Working.ON),
        (["blocked"] * (IN_A_ROW - 1), Working.ON),
        (["", "b", "c"], Working.FAILING),
    ],
)
def test_one_customer_whom_nothing_reaches_is_no_fault_of_the_connection(
    newest: list[str | None], working: Working
) -> None:
    assert condition_of([], [], newest).working is working
