"""What happened to a handoff, move by move; the handoff itself is what the moves lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import core.handoffs.handoff as rules
from core.handoffs.handoff import (
    Destination,
    Handoff,
    HandoffState,
    Resolution,
    Transition,
    TransitionReason,
)

CUSTOMER, EFFIE = "customer", "effie"  # who made a move, besides the staff's ids
TRANSFERRED, RELEASED = "transferred", "released"


@dataclass(frozen=True)
class HandoffEvent:
    """A move: who made it, when and why, and who held the handoff after it.

    agent, agent_name: who holds it after the move, or held it when it ended
    detail: what else the move needs to be made again
    """

    id: int
    handoff: int
    conversation: str
    move: Transition
    at: datetime
    who: str
    who_name: str
    why: str
    state: HandoffState
    agent: str
    agent_name: str
    queue: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def left_by(self) -> str:
        """The name of the agent who held the conversation up to this move, "" if nobody did."""
        return str(self.detail.get("from", ""))


def replay(events: Iterable[HandoffEvent]) -> Handoff:
    """Make all moves of a handoff again, the first one being its opening."""
    handoff: Handoff | None = None
    for event in events:
        handoff = _open(event) if handoff is None else _move(handoff, event)
    if handoff is None:
        raise ValueError("A handoff begins with its opening.")
    return handoff


def why_back(event: HandoffEvent) -> str:
    """Return in one word why a handoff came back into its queue with this move."""
    if event.move is Transition.TRANSFER:
        return TRANSFERRED
    return event.why if event.move is Transition.RETURN else RELEASED


def _open(event: HandoffEvent) -> Handoff:
    detail = event.detail
    return Handoff(
        id=event.handoff,
        conversation=event.conversation,
        state=HandoffState.WAITING,
        reason=event.why,
        queue=event.queue,
        segment=str(detail.get("segment", "")),
        opened_at=event.at,
        priority=int(detail.get("priority", 0)),
        upset=bool(detail.get("upset", False)),
        wanted_agent=str(detail.get("wanted_agent", "")),
        wanted_until=_moment(detail.get("wanted_until")),
    )


def _move(handoff: Handoff, event: HandoffEvent) -> Handoff:
    if event.move is Transition.CLAIM:
        return rules.claim(handoff, event.agent, event.agent_name, event.at)
    if event.move in {Transition.RELEASE, Transition.RETURN}:
        return rules.requeue(handoff, event.at)
    if event.move is Transition.TRANSFER:
        wanted = str(event.detail.get("wanted_agent", ""))
        until = _moment(event.detail.get("wanted_until"))
        name = str(event.detail.get("to", ""))
        return rules.transfer(handoff, Destination(event.queue, name, wanted, until), event.at)
    if event.move is Transition.UPSET:
        return rules.grow_upset(handoff)
    if event.move is Transition.RESOLVE:
        outcome = Resolution(event.detail.get("outcome") or Resolution.SOLVED)
        return rules.resolve(handoff, event.agent, event.at, outcome)
    return rules.abandon(handoff, event.at, event.why == TransitionReason.STAYED_AWAY.value)


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) and value else None
