"""What vendors deliver twice and out of order counts once and in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels import (
    CAPABILITIES,
    MAX_ATTEMPTS,
    Arrival,
    Delivery,
    Kind,
    What,
    after,
    in_order,
    may_be_sent,
    wait_after,
)

LOG = [
    Arrival(str(place), What.WORDS, "ana", at=place // 2, text=f"{place}") for place in range(12)
]


@given(
    st.lists(st.sampled_from(LOG), max_size=40)
    .map(lambda more: [*LOG, *more])
    .flatmap(st.permutations)
)
def test_any_permuted_and_repeated_log_gives_each_message_once_and_in_order(
    log: list[Arrival],
) -> None:
    assert in_order(log) == LOG


@pytest.mark.parametrize("what", What)
def test_an_arrival_is_read_as_it_was_kept(what: What) -> None:
    arrival = Arrival("1", what, "ana", 1.5, "hi", delivery=Delivery.READ, in_group=True)
    assert Arrival.from_json({**arrival.to_json(), "of a newer version": 1}) == arrival


def test_edits_deletions_and_receipts_start_no_turn() -> None:
    """Field bug: an edited message was answered again and again."""
    silent = {What.EDITED, What.DELETED, What.STATUS, What.BLOCKED, What.MOVED, What.UNKNOWN}
    told = {what for what in What if Arrival("1", what).is_for_the_conversation}
    assert told == set(What) - silent


@given(st.lists(st.sampled_from(Delivery)))
def test_the_state_of_a_message_never_goes_back(told: list[Delivery]) -> None:
    """Field bug: a message that was delivered became one that was sent."""
    order = [Delivery.QUEUED, Delivery.SENT, Delivery.DELIVERED, Delivery.READ]
    state = Delivery.QUEUED
    for each in told:
        new = after(state, each)
        if state is Delivery.FAILED or state in order[2:]:
            assert new is state or new is not Delivery.FAILED
        if new is not Delivery.FAILED and state is not Delivery.FAILED:
            assert order.index(new) >= order.index(state)
        state = new


def test_a_message_that_failed_later_has_failed_and_one_that_arrived_has_arrived() -> None:
    assert after(Delivery.SENT, Delivery.FAILED) is Delivery.FAILED
    assert after(Delivery.FAILED, Delivery.DELIVERED) is Delivery.FAILED
    assert after(Delivery.READ, Delivery.FAILED) is Delivery.READ


def test_waits_grow_and_are_never_shorter_than_the_vendor_asks() -> None:
    waits = [wait_after(attempts) for attempts in range(1, MAX_ATTEMPTS + 1)]
    assert waits == sorted(waits)
    assert wait_after(1, asked=40) == timedelta(seconds=40)
    assert wait_after(5, asked=1) == wait_after(5)


@pytest.mark.parametrize("asked", [float("inf"), float("nan"), 1e300, 1e12, -1.0])
def test_a_wait_that_nobody_can_mean_is_at_most_a_day(asked: float) -> None:
    assert wait_after(1) <= wait_after(1, asked) <= timedelta(days=1)


def test_whatsapp_lets_nobody_write_a_day_after_the_customers_last_word() -> None:
    """Field bug: free text after 24 hours was shown as sent."""
    day = timedelta(hours=24)
    assert may_be_sent(CAPABILITIES[Kind.WHATSAPP], day - timedelta(seconds=1))
    assert not may_be_sent(CAPABILITIES[Kind.WHATSAPP], day)
    assert may_be_sent(CAPABILITIES[Kind.TELEGRAM], 100 * day)


def test_of_one_moment_what_has_no_number_stays_as_it_came() -> None:
    first, second = (replace(LOG[0], id=name, at=7.0) for name in ("z-random", "a-random"))
    assert in_order([first, second, first]) == [first, second]
