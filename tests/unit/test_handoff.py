"""The life of a handoff."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core.conversation import Holder
from core.errors import EffieError
from core.handoff import (
    OPEN_STATES,
    Handoff,
    HandoffAlreadyClaimed,
    HandoffNotClaimed,
    HandoffNotYours,
    HandoffOver,
    HandoffState,
    abandon,
    claim,
    holder_of,
    may_speak,
    release,
    resolve,
)

AT = datetime(2026, 11, 23, 9, tzinfo=timezone.utc)
WAITING = Handoff(1, "c", HandoffState.WAITING, "asked", "support", "newcomer", AT)
CLAIMED = claim(WAITING, "sam", "Sam Whitaker", AT)


def test_a_claim_gives_the_conversation_to_its_agent() -> None:
    assert (CLAIMED.agent, CLAIMED.agent_name, CLAIMED.claimed_at) == ("sam", "Sam Whitaker", AT)
    assert holder_of(CLAIMED) is Holder.AGENT
    assert claim(CLAIMED, "sam", "Sam Whitaker", AT + timedelta(1)) == CLAIMED
    with pytest.raises(HandoffAlreadyClaimed):
        claim(CLAIMED, "ada", "Ada", AT)


def test_the_bot_holds_what_no_agent_has_claimed() -> None:
    ended = resolve(CLAIMED, "sam", AT)
    for handoff in (None, WAITING, ended, abandon(WAITING, AT)):
        assert holder_of(handoff) is Holder.BOT


def test_a_released_handoff_waits_again_with_its_first_waiting_time() -> None:
    assert release(CLAIMED, "sam") == WAITING


def test_only_the_agent_who_holds_it_may_speak_release_or_resolve() -> None:
    for move in (
        lambda h, who: may_speak(h, who),
        lambda h, who: release(h, who),
        lambda h, who: resolve(h, who, AT),
    ):
        with pytest.raises(HandoffNotYours):
            move(CLAIMED, "ada")
        with pytest.raises(HandoffNotClaimed):
            move(WAITING, "sam")
        with pytest.raises(HandoffOver):
            move(abandon(WAITING, AT), "sam")


def test_a_claimed_handoff_is_not_abandoned() -> None:
    with pytest.raises(HandoffAlreadyClaimed):
        abandon(CLAIMED, AT)


class AnyOrder(RuleBasedStateMachine):
    """Two agents and a customer press everything in any order."""

    agents = st.sampled_from(["sam", "ada"])

    def __init__(self) -> None:
        super().__init__()
        self.handoff = WAITING
        self.at = AT

    def move(self, change: Callable[..., Handoff], *details: object) -> None:
        self.at += timedelta(seconds=1)
        before = self.handoff
        with suppress(EffieError):
            self.handoff = change(before, *details)
        if before.state not in OPEN_STATES:
            assert self.handoff == before, "what has ended stays as it was"
        if before.state is HandoffState.CLAIMED and self.handoff.agent != before.agent:
            assert self.handoff.state is HandoffState.WAITING, "nobody takes it from an agent"

    @rule(agent=agents)
    def claim(self, agent: str) -> None:
        self.move(claim, agent, agent.title(), self.at)

    @rule(agent=agents)
    def release(self, agent: str) -> None:
        self.move(release, agent)

    @rule(agent=agents)
    def resolve(self, agent: str) -> None:
        self.move(resolve, agent, self.at)

    @rule()
    def abandon(self) -> None:
        self.move(abandon, self.at)

    @invariant()
    def one_agent_at_most_and_exactly_while_claimed_or_resolved(self) -> None:
        with_agent = self.handoff.state in {HandoffState.CLAIMED, HandoffState.RESOLVED}
        assert bool(self.handoff.agent) == with_agent
        assert (self.handoff.claimed_at is not None) == with_agent

    @invariant()
    def it_ends_when_it_is_over(self) -> None:
        assert (self.handoff.ended_at is None) == (self.handoff.state in OPEN_STATES)

    @invariant()
    def it_keeps_its_place(self) -> None:
        assert self.handoff.opened_at == AT

    @invariant()
    def an_agent_holds_the_conversation_exactly_while_claimed(self) -> None:
        claimed = self.handoff.state is HandoffState.CLAIMED
        assert (holder_of(self.handoff) is Holder.AGENT) == claimed


TestAnyOrder = AnyOrder.TestCase
