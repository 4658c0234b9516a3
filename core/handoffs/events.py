"""What happened to a handoff, transition by transition; the handoff is what they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import core.handoffs.snooze as snoozing
import core.handoffs.transitions as rules
from core.answering import Reason
from core.handoffs.handoff import (
    Destination,
    Handoff,
    HandoffState,
    Resolution,
    Transition,
    TransitionReason,
)

CUSTOMER, EFFIE = "customer", "effie"  # who made a transition, besides the staff's ids
TRANSFERRED, RELEASED = "transferred", "released"


@dataclass(frozen=True)
class HandoffEvent:
    """A transition: who made it, when and why, and who held the handoff after it.

    agent, agent_name: who holds it after it, or held it when it ended
    detail: what else a replay of it needs
    """

    id: int
    handoff: int
    conversation: str
    transition: Transition
    at: datetime
    actor: str
    actor_name: str
    reason: str
    state: HandoffState
    agent: str
    agent_name: str
    queue: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def left_by(self) -> str:
        """The name of the agent who held the conversation up to it, "" if nobody did."""
        return str(self.detail.get("from", ""))


def replay(events: Iterable[HandoffEvent]) -> Handoff:
    """Return the handoff that its transitions lead to, the first one being its opening."""
    handoff: Handoff | None = None
    for event in events:
        handoff = _open(event) if handoff is None else _apply(handoff, event)
    if handoff is None:
        raise ValueError("A handoff begins with its opening.")
    return handoff


def why_back(event: HandoffEvent) -> str:
    """Return in one word why a handoff came back with this transition, "" if it went aside."""
    if event.transition is Transition.SNOOZE:
        return ""
    if event.transition is Transition.TRANSFER:
        return TRANSFERRED
    back_by_itself = event.transition in {Transition.RETURN, Transition.WAKE}
    return event.reason if back_by_itself else RELEASED


def _open(event: HandoffEvent) -> Handoff:
    detail = event.detail
    return Handoff(
        id=event.handoff,
        conversation=event.conversation,
        state=HandoffState.WAITING,
        reason=Reason(event.reason),
        queue=event.queue,
        segment=str(detail.get("segment", "")),
        opened_at=event.at,
        priority=int(detail.get("priority", 0)),
        upset=bool(detail.get("upset", False)),
        language=str(detail.get("language", "")),
        sensitive=str(detail.get("sensitive", "")),
        preferred_agent=str(detail.get("wanted_agent", "")),
        preferred_until=_moment(detail.get("wanted_until")),
    )


def _apply(handoff: Handoff, event: HandoffEvent) -> Handoff:
    if event.transition is Transition.CLAIM:
        return rules.claim(handoff, event.agent, event.agent_name, event.at)
    if event.transition in {Transition.RELEASE, Transition.RETURN}:
        return rules.requeue(handoff, event.at)
    if event.transition is Transition.TRANSFER:
        preferred = str(event.detail.get("wanted_agent", ""))
        until = _moment(event.detail.get("wanted_until"))
        name = str(event.detail.get("to", ""))
        return rules.transfer(handoff, Destination(event.queue, name, preferred, until), event.at)
    if event.transition is Transition.UPSET:
        return rules.grow_upset(handoff)
    if event.transition is Transition.SENSITIVE:
        detail = event.detail
        return rules.grow_sensitive(handoff, event.reason, int(detail.get("head_start", 0)))
    if event.transition is Transition.SNOOZE:
        until, seen = _moment(event.detail.get("until")), int(event.detail.get("seq", 0))
        return snoozing.snooze(handoff, event.agent, until or event.at, seen)
    if event.transition is Transition.WAKE:
        kept_until = _moment(event.detail.get("wanted_until")) or event.at
        there = event.state is HandoffState.CLAIMED
        return snoozing.wake(handoff, event.at, there, kept_until)
    if event.transition is Transition.RESOLVE:
        outcome = Resolution(event.detail.get("outcome") or Resolution.SOLVED)
        came_for = str(event.detail.get("contact_reason", ""))
        return rules.resolve(handoff, event.agent, event.at, outcome, came_for)
    return rules.abandon(handoff, event.at, event.reason == TransitionReason.STAYED_AWAY.value)


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) and value else None
