"""The life of a handoff."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core.answering import Reason
from core.conversations import Holder
from core.errors import EffieError
from core.handoffs import (
    HELD_STATES,
    OPEN_STATES,
    Activity,
    Destination,
    Handoff,
    HandoffAlreadyClaimed,
    HandoffEvent,
    HandoffOver,
    HandoffState,
    Resolution,
    Timeouts,
    Transition,
    TransitionReason,
    has_stayed_away,
    holder_of,
    may_speak,
)
from core.handoffs.events import replay
from core.handoffs.refusals import (
    HandoffKept,
    HandoffNotClaimed,
    HandoffNotYours,
)
from core.handoffs.snooze import snooze, wake
from core.handoffs.transitions import (
    abandon,
    claim,
    grow_sensitive,
    grow_upset,
    is_ended,
    is_there,
    may_transfer,
    release,
    requeue,
    resolve,
    transfer,
)

AT = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)
WAITING = Handoff(1, "c", HandoffState.WAITING, Reason.ASKED, "support", "newcomer", AT)
CLAIMED = claim(WAITING, "sam", "Sam Whitaker", AT)
PATIENCE = Timeouts(timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))


def test_a_claim_gives_the_conversation_to_its_agent() -> None:
    assert (CLAIMED.agent, CLAIMED.agent_name, CLAIMED.claimed_at) == ("sam", "Sam Whitaker", AT)
    assert holder_of(CLAIMED) is Holder.AGENT
    assert claim(CLAIMED, "sam", "Sam Whitaker", AT + timedelta(1)) == CLAIMED
    with pytest.raises(HandoffAlreadyClaimed):
        claim(CLAIMED, "ada", "Ada", AT)


def test_what_is_kept_for_one_agent_is_not_claimed_by_another() -> None:
    with pytest.raises(HandoffKept):
        claim(WAITING, "ada", "Ada", AT, reserved_for="sam")
    assert claim(WAITING, "sam", "Sam Whitaker", AT, reserved_for="sam") == CLAIMED


def test_the_bot_holds_what_no_agent_has_claimed() -> None:
    ended = resolve(CLAIMED, "sam", AT)
    for handoff in (None, WAITING, ended, abandon(WAITING, AT)):
        assert holder_of(handoff) is Holder.BOT


def test_what_comes_back_from_an_agent_waits_with_its_first_waiting_time() -> None:
    later = AT + timedelta(minutes=9)
    assert release(CLAIMED, "sam", later) == replace(WAITING, returns=1, returned_at=later)


def test_a_transfer_waits_for_a_colleague_or_in_another_queue() -> None:
    until = AT + timedelta(minutes=3)
    to_ada = transfer(CLAIMED, Destination("support", "Ada", "ada", until), AT)
    assert to_ada.state is HandoffState.WAITING
    assert (to_ada.preferred_agent, to_ada.returns) == ("ada", 1)
    moved = transfer(WAITING, Destination("business", "Business"), AT)
    assert (moved.queue, moved.preferred_agent, moved.returns) == ("business", "", 0)


def test_releasing_or_transferring_once_more_changes_nothing() -> None:
    waits = release(CLAIMED, "sam", AT)
    assert release(waits, "sam", AT + timedelta(1)) == waits
    for to in (Destination("support", "Ada", "ada"), Destination("business", "Business")):
        assert not is_there(CLAIMED, to)
        assert is_there(transfer(CLAIMED, to, AT), to)
    assert not is_there(transfer(CLAIMED, to, AT), Destination("business", "Ada", "ada"))


def test_it_is_ended_again_only_with_the_same_outcome() -> None:
    solved = resolve(CLAIMED, "sam", AT)
    assert is_ended(solved, Resolution.SOLVED)
    assert not is_ended(solved, Resolution.PROMISED)
    assert not any(is_ended(h, Resolution.SOLVED) for h in (CLAIMED, abandon(WAITING, AT)))


def test_only_the_agent_who_holds_it_may_speak_release_or_resolve() -> None:
    with pytest.raises(HandoffNotYours):
        release(CLAIMED, "ada", AT)
    with pytest.raises(HandoffOver):
        release(abandon(WAITING, AT), "sam", AT)
    for move in (
        lambda h, who: may_speak(h, who),
        lambda h, who: resolve(h, who, AT),
        lambda h, who: may_transfer(h, who, leads=False),
    ):
        with pytest.raises(HandoffNotYours):
            move(CLAIMED, "ada")
        with pytest.raises(HandoffNotClaimed):
            move(WAITING, "sam")
        with pytest.raises(HandoffOver):
            move(abandon(WAITING, AT), "sam")
    may_transfer(WAITING, "noor", leads=True)


def test_a_claimed_handoff_ends_without_its_agent_only_when_the_customer_stayed_away() -> None:
    with pytest.raises(HandoffAlreadyClaimed):
        abandon(CLAIMED, AT)
    assert abandon(CLAIMED, AT, stayed_away=True).state is HandoffState.ABANDONED


class AnyOrder(RuleBasedStateMachine):
    """Three agents, a customer and Effie do everything in any order, in one conversation."""

    agents = st.sampled_from(["sam", "ada", "noor"])

    def __init__(self) -> None:
        super().__init__()
        self.at = AT
        self.handoff: Handoff | None = None
        self.told: list[HandoffEvent] = []
        self.handoffs = 0

    def move(self, move: Transition, change: Callable[[Handoff], Handoff], **said: Any) -> None:
        """Make a move if the rules allow it, and write it down as the record does."""
        self.at += timedelta(seconds=1)
        before = self.handoff
        if before is None:
            return
        with suppress(EffieError):
            after = change(before)
            if after == before:
                return
            if before.state in HELD_STATES:
                assert after.agent in {"", before.agent}, "nobody takes it from an agent"
            assert before.state in OPEN_STATES, "what has ended stays as it was"
            self.handoff = after
            self.write_down(move, after, said.pop("why", ""), **said)

    def write_down(self, move: Transition, after: Handoff, why: str, **detail: Any) -> None:
        number = len(self.told) + 1
        names = (after.agent, after.agent_name, after.queue)
        event = HandoffEvent(
            number, after.id, "c", move, self.at, "x", "X", why, after.state, *names, detail
        )
        self.told.append(event)

    @rule(priority=st.integers(0, 9), wanted=st.sampled_from(["", "sam"]))
    def open(self, priority: int, wanted: str) -> None:
        if self.handoff is not None and self.handoff.state in OPEN_STATES:
            return
        self.at += timedelta(seconds=1)
        self.handoffs += 1
        until = self.at + timedelta(minutes=3) if wanted else None
        fresh = Handoff(
            self.handoffs, "c", HandoffState.WAITING, Reason.ASKED, "support", "newcomer", self.at
        )
        fresh = replace(fresh, priority=priority, preferred_agent=wanted, preferred_until=until)
        self.handoff, self.told = fresh, []
        self.write_down(
            Transition.OPEN,
            fresh,
            "asked",
            segment="newcomer",
            priority=priority,
            wanted_agent=wanted,
            wanted_until=until.isoformat() if until else "",
        )

    @rule(agent=agents, reserved_for=st.sampled_from(["", "ada"]))
    def claim(self, agent: str, reserved_for: str) -> None:
        self.move(Transition.CLAIM, lambda h: claim(h, agent, agent.title(), self.at, reserved_for))

    @rule(agent=agents)
    def release(self, agent: str) -> None:
        self.move(Transition.RELEASE, lambda h: release(h, agent, self.at))

    @rule(
        why=st.sampled_from(
            [
                TransitionReason.CONNECTION_GONE,
                TransitionReason.NO_ANSWER,
                TransitionReason.SIGNED_OUT,
            ]
        )
    )
    def requeue(self, why: TransitionReason) -> None:
        self.move(Transition.RETURN, lambda h: requeue(h, self.at), why=why.value)

    @rule(agent=agents, to=agents)
    def transfer(self, agent: str, to: str) -> None:
        until = AT + timedelta(hours=1)

        def change(handoff: Handoff) -> Handoff:
            may_transfer(handoff, agent, leads=agent == "noor")
            return transfer(handoff, Destination("business", "B", to, until), self.at)

        said = {"wanted_agent": to, "wanted_until": until.isoformat(), "to": "B"}
        self.move(Transition.TRANSFER, change, **said)

    @rule(agent=agents, seq=st.integers(0, 3))
    def snooze(self, agent: str, seq: int) -> None:
        until = self.at + timedelta(hours=1)
        said = {"until": until.isoformat(), "seq": seq}
        self.move(Transition.SNOOZE, lambda h: snooze(h, agent, until, seq), **said)

    @rule(there=st.booleans())
    def wake(self, there: bool) -> None:
        until = AT + timedelta(hours=1)
        said = {"wanted_until": until.isoformat()}
        self.move(Transition.WAKE, lambda h: wake(h, self.at, there, until), why="wrote", **said)

    @rule()
    def get_upset(self) -> None:
        self.move(Transition.UPSET, grow_upset)

    @rule(topic=st.sampled_from(["fraud", "self_harm"]))
    def need_care(self, topic: str) -> None:
        def change(handoff: Handoff) -> Handoff:
            return grow_sensitive(handoff, topic, 60)

        self.move(Transition.SENSITIVE, change, why=topic, head_start=60)

    @rule(agent=agents, outcome=st.sampled_from(list(Resolution)))
    def resolve(self, agent: str, outcome: Resolution) -> None:
        self.move(
            Transition.RESOLVE,
            lambda h: resolve(h, agent, self.at, outcome),
            outcome=outcome.value,
        )

    @rule()
    def leave_the_queue(self) -> None:
        self.move(
            Transition.ABANDON, lambda h: abandon(h, self.at), why=TransitionReason.LEFT_QUEUE.value
        )

    @invariant()
    def every_message_has_exactly_one_holder(self) -> None:
        claimed = self.handoff is not None and self.handoff.state in HELD_STATES
        assert (holder_of(self.handoff) is Holder.AGENT) == claimed
        if self.handoff is not None and self.handoff.state in OPEN_STATES:
            assert bool(self.handoff.agent) == claimed
            assert (self.handoff.claimed_at is not None) == claimed

    @invariant()
    def it_ends_when_it_is_over(self) -> None:
        if self.handoff is not None:
            assert (self.handoff.ended_at is None) == (self.handoff.state in OPEN_STATES)

    @invariant()
    def the_moves_made_again_lead_to_the_same_handoff(self) -> None:
        if self.handoff is not None:
            assert replay(self.told) == self.handoff

    def teardown(self) -> None:
        """Whatever was left open ends by itself once the customer is gone."""
        if self.handoff is None or self.handoff.state not in OPEN_STATES:
            return
        if self.handoff.state is HandoffState.SNOOZED:
            self.wake(there=False)
        later = self.at + PATIENCE.customer_away + timedelta(seconds=1)
        assert has_stayed_away(self.handoff, Activity(AT), PATIENCE, later)
        self.move(
            Transition.ABANDON,
            lambda h: abandon(h, later, stayed_away=True),
            why=TransitionReason.STAYED_AWAY.value,
        )
        assert self.handoff.state is HandoffState.ABANDONED


TestAnyOrder = AnyOrder.TestCase
