"""What counts as a second factor, as a rule alone."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from core.staff import (
    RECOVERY_ALPHABET,
    STEP,
    WrongCode,
    WrongRecoveryCode,
    in_groups,
    read_app_code,
    read_recovery_code,
    step_of,
    steps_open,
)

NOON = datetime(2026, 11, 27, 12, tzinfo=timezone.utc)
NEVER = -1


def test_a_code_counts_in_its_step_and_in_the_one_before_and_after() -> None:
    step = step_of(NOON)
    assert list(steps_open(NOON, NEVER)) == [step - 1, step, step + 1]
    assert step in steps_open(NOON + 2 * STEP - timedelta(seconds=1), NEVER)
    assert step not in steps_open(NOON + 2 * STEP, NEVER)


def test_a_step_whose_code_was_used_is_over_with_all_before_it() -> None:
    step = step_of(NOON)
    assert list(steps_open(NOON, step - 1)) == [step, step + 1]
    assert list(steps_open(NOON, step)) == [step + 1]
    assert list(steps_open(NOON, step + 1)) == []


def test_codes_are_read_as_people_type_them() -> None:
    assert read_app_code(" 123 456 ") == "123456"
    code = RECOVERY_ALPHABET[:16]
    assert in_groups(code) == "abcd-efgh-jkmn-pqrs"
    assert read_recovery_code(f" {in_groups(code).upper()} ") == code


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "0" * 10**5])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(WrongCode):
        read_app_code(typed)
    with pytest.raises(WrongRecoveryCode):
        read_recovery_code(typed)
