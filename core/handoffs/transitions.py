"""The transitions of a handoff: who may make which, and what it leads to. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from core.answering import Reason
from core.conversations import Author, Holder
from core.handoffs.handoff import (
    HELD_STATES,
    OPEN_STATES,
    Destination,
    Handoff,
    HandoffState,
    Resolution,
)
from core.handoffs.refusals import (
    CustomerWroteMore,
    HandoffAlreadyClaimed,
    HandoffAlreadyOpen,
    HandoffKept,
    HandoffNotClaimed,
    HandoffNotYours,
    HandoffOver,
    HandoffSnoozed,
)


def claim(
    handoff: Handoff, agent: str, agent_name: str, at: datetime, reserved_for: str = ""
) -> Handoff:
    """Give a waiting handoff to an agent; claiming one's own again changes nothing.

    What an agent has put aside they may take back at any time, and nobody else.

    reserved_for: the agent it is kept for at this moment, see `core.handoffs.queue.reserved_for`
    """
    if handoff.state is HandoffState.CLAIMED and handoff.agent == agent:
        return handoff
    if handoff.state is HandoffState.CLAIMED:
        raise HandoffAlreadyClaimed
    _refuse_ended(handoff)
    if handoff.state is HandoffState.SNOOZED and handoff.agent != agent:
        raise HandoffSnoozed
    if reserved_for not in {"", agent}:
        raise HandoffKept
    return replace(
        handoff,
        state=HandoffState.CLAIMED,
        agent=agent,
        agent_name=agent_name,
        claimed_at=at,
        preferred_agent="",
        preferred_until=None,
        snoozed_until=None,
    )


def requeue(handoff: Handoff, at: datetime) -> Handoff:
    """Let a claimed handoff wait again, at the front: its customer has waited once already."""
    _refuse_ended(handoff)
    if handoff.state is HandoffState.WAITING:
        raise HandoffNotClaimed
    return replace(
        handoff,
        state=HandoffState.WAITING,
        agent="",
        agent_name="",
        claimed_at=None,
        returns=handoff.returns + 1,
        returned_at=at,
        snoozed_until=None,
    )


def release(handoff: Handoff, agent: str, at: datetime) -> Handoff:
    """Put a claimed handoff back into its queue, by the agent who holds it.

    One that waits already stays as it is: two pages, or Effie, were quicker.
    """
    if handoff.state is HandoffState.WAITING:
        return handoff
    may_hold(handoff, agent)
    return requeue(handoff, at)


def is_there(handoff: Handoff, to: Destination) -> bool:
    """Tell whether it waits there already, so that transferring it once more changes nothing."""
    waits = handoff.state is HandoffState.WAITING
    return waits and (handoff.queue, handoff.preferred_agent) == (to.queue, to.agent)


def transfer(handoff: Handoff, to: Destination, at: datetime) -> Handoff:
    """Let it wait elsewhere, or for somebody; what an agent held waits at the front there."""
    _refuse_ended(handoff)
    held = handoff.state in HELD_STATES
    waiting = requeue(handoff, at) if held else handoff
    return replace(waiting, queue=to.queue, preferred_agent=to.agent, preferred_until=to.until)


def grow_upset(handoff: Handoff) -> Handoff:
    """Note that the customer is upset; noted before, nothing changes."""
    _refuse_ended(handoff)
    return replace(handoff, upset=True)


def grow_sensitive(handoff: Handoff, topic: str, head_start: int) -> Handoff:
    """Note that it is about a sensitive topic now; noted before, nothing changes.

    head_start: minutes that it stands before others for that
    """
    _refuse_ended(handoff)
    if handoff.sensitive == topic:
        return handoff
    return replace(
        handoff,
        reason=Reason.SENSITIVE,
        sensitive=topic,
        priority=max(handoff.priority, head_start),
    )


def is_ended(handoff: Handoff, outcome: Resolution) -> bool:
    """Tell whether it was resolved with this outcome, so that doing so again changes nothing."""
    return handoff.state is HandoffState.RESOLVED and handoff.outcome is outcome


def may_end(spoke_since: Iterable[Author]) -> None:
    """Check who spoke after the last words the agent has seen; raises CustomerWroteMore."""
    if Author.CUSTOMER in spoke_since:
        raise CustomerWroteMore


def resolve(
    handoff: Handoff,
    agent: str,
    at: datetime,
    outcome: Resolution = Resolution.SOLVED,
    contact_reason: str = "",
) -> Handoff:
    """End a handoff, by the agent who holds it."""
    may_speak(handoff, agent)
    return replace(
        handoff,
        state=HandoffState.RESOLVED,
        ended_at=at,
        outcome=outcome,
        contact_reason=contact_reason or handoff.contact_reason,
    )


def abandon(handoff: Handoff, at: datetime, stayed_away: bool = False) -> Handoff:
    """End a handoff whose customer no longer wants a person, or has stayed away.

    While an agent is there only staying away ends it: leaving a queue is for those who wait.
    """
    _refuse_ended(handoff)
    if handoff.state in HELD_STATES and not stayed_away:
        raise HandoffAlreadyClaimed
    return replace(handoff, state=HandoffState.ABANDONED, ended_at=at, snoozed_until=None)


def is_fresh(ended: Handoff, at: datetime, within: timedelta) -> bool:
    """Tell whether an ended handoff's agent still owns its matter."""
    return ended.ended_at is not None and at - ended.ended_at <= within


def may_hold(handoff: Handoff, agent: str) -> None:
    """Refuse an agent who does not hold this conversation, also where they have put it aside."""
    _refuse_ended(handoff)
    if handoff.state is HandoffState.WAITING:
        raise HandoffNotClaimed
    if handoff.agent != agent:
        raise HandoffNotYours


def may_speak(handoff: Handoff, agent: str) -> None:
    """Refuse an agent who does not hold this conversation now, with the reason."""
    may_hold(handoff, agent)
    if handoff.state is HandoffState.SNOOZED:
        raise HandoffSnoozed


def may_transfer(handoff: Handoff, agent: str, leads: bool) -> None:
    """Refuse whoever neither holds this conversation nor leads the team."""
    _refuse_ended(handoff)
    if not leads:
        may_hold(handoff, agent)


def held_by(handoff: Handoff, agent: str) -> Handoff:
    """Return an open handoff that this agent holds; raises HandoffAlreadyOpen for all others."""
    if handoff.state is not HandoffState.CLAIMED or handoff.agent != agent:
        raise HandoffAlreadyOpen
    return handoff


def holder_of(handoff: Handoff | None) -> Holder:
    """Return who holds a conversation, given its latest handoff."""
    held = handoff is not None and handoff.state in HELD_STATES
    return Holder.AGENT if held else Holder.BOT


def _refuse_ended(handoff: Handoff) -> None:
    if handoff.state not in OPEN_STATES:
        raise HandoffOver
