"""Putting a conversation aside: until when, and why it comes back."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from core.answering import Reason
from core.conversations import Holder
from core.errors import BadInput
from core.handoffs import (
    MAX_SNOOZE,
    UNTIL_THEY_WRITE,
    Activity,
    Handoff,
    HandoffState,
    ListedState,
    Team,
    Timeouts,
    TransitionReason,
    has_left,
    has_stayed_away,
    holder_of,
    is_owed_an_answer,
    listed_state,
    may_speak,
    order_queue,
    read_later,
    why_wake,
)
from core.handoffs.refusals import (
    HandoffNotYours,
    HandoffSnoozed,
)
from core.handoffs.snooze import snooze, wake
from core.handoffs.transitions import claim, release, resolve

AT = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)
LATER = AT + timedelta(days=1)
WAITING = Handoff(1, "c", HandoffState.WAITING, Reason.ASKED, "support", "newcomer", AT)
CLAIMED = claim(WAITING, "sam", "Sam Whitaker", AT)
ASIDE = snooze(CLAIMED, "sam", LATER, 7)


def test_what_is_put_aside_stays_with_its_agent_and_the_bot_says_nothing_in_it() -> None:
    assert (ASIDE.state, ASIDE.agent, ASIDE.snoozed_until) == (HandoffState.SNOOZED, "sam", LATER)
    assert holder_of(ASIDE) is Holder.AGENT
    assert listed_state(ASIDE, None) is ListedState.SNOOZED
    for move in (may_speak, lambda h, who: resolve(h, who, AT)):
        with pytest.raises(HandoffSnoozed):
            move(ASIDE, "sam")


def test_only_its_agent_puts_it_aside_and_takes_it_back() -> None:
    with pytest.raises(HandoffNotYours):
        snooze(CLAIMED, "ada", LATER, 7)
    with pytest.raises(HandoffSnoozed):
        claim(ASIDE, "ada", "Ada", AT)
    back = claim(ASIDE, "sam", "Sam Whitaker", LATER)
    assert (back.state, back.snoozed_until) == (HandoffState.CLAIMED, None)
    assert release(ASIDE, "sam", AT).state is HandoffState.WAITING


@pytest.mark.parametrize(
    ("said", "at", "why"),
    [
        (0, AT, None),
        (7, AT, None),
        (8, AT, TransitionReason.WROTE),
        (7, LATER, TransitionReason.TIME_UP),
        (8, LATER, TransitionReason.WROTE),
    ],
)
def test_it_comes_back_when_its_time_is_up_or_its_customer_writes(
    said: int, at: datetime, why: TransitionReason | None
) -> None:
    assert why_wake(ASIDE, said, at) is why
    assert why_wake(CLAIMED, said, at) is None


def test_it_comes_back_to_its_agent_or_else_to_the_front_of_its_queue_kept_for_them() -> None:
    there = wake(ASIDE, LATER, True, LATER)
    assert (there.state, there.agent, there.claimed_at) == (HandoffState.CLAIMED, "sam", LATER)
    kept = LATER + timedelta(minutes=3)
    gone = wake(ASIDE, LATER, False, kept)
    assert (gone.state, gone.preferred_agent, gone.preferred_until) == (
        HandoffState.WAITING,
        "sam",
        kept,
    )
    assert gone.returned_at == LATER
    assert wake(CLAIMED, LATER, False, kept) == CLAIMED


def test_nobody_ends_what_is_put_aside_and_who_has_it_back_gets_time_to_write() -> None:
    patience = Timeouts(timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
    assert not has_stayed_away(ASIDE, Activity(AT), patience, LATER)
    back = wake(ASIDE, LATER, True, LATER)
    assert not has_stayed_away(back, Activity(AT), patience, LATER + timedelta(minutes=29))
    assert has_stayed_away(back, Activity(AT), patience, LATER + timedelta(minutes=31))


def test_until_when_is_still_to_come_and_in_a_time_zone() -> None:
    assert read_later(None, AT) == AT + UNTIL_THEY_WRITE
    assert read_later("2026-11-24T09:00:00.000Z", AT) == LATER
    late = (AT + MAX_SNOOZE + timedelta(days=1)).isoformat()
    for value in ("tomorrow", "2026-11-24T09:00", AT.isoformat(), late, 7):
        with pytest.raises(BadInput):
            read_later(value, AT)


def test_who_has_closed_the_page_stands_behind_those_who_are_there() -> None:
    here = Handoff(2, "d", HandoffState.WAITING, Reason.ASKED, "support", "newcomer", LATER)
    assert has_left(WAITING, {"d": AT}, ())
    assert not has_left(WAITING, {"c": AT}, ())
    assert not has_left(WAITING, {}, {"c"}), "who is reached elsewhere cannot leave"
    order = order_queue([WAITING, here], lambda h: h.queue, timedelta(), Team(), ["c"])
    assert order.waiting == (here, WAITING)
    assert order.ahead == {2: 0, 1: 1}


def test_who_left_without_an_answer_and_can_be_reached_is_promised_one() -> None:
    assert is_owed_an_answer(WAITING, None, "a@b.example", promised=False)
    assert is_owed_an_answer(CLAIMED, AT, "a@b.example", promised=False)
    assert not is_owed_an_answer(CLAIMED, None, "a@b.example", promised=False)
    assert not is_owed_an_answer(WAITING, None, "", promised=False)
    assert not is_owed_an_answer(WAITING, None, "a@b.example", promised=True)
