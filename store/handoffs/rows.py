"""Handoffs and their moves as rows of the record, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from core.errors import NotFound
from core.handoffs import (
    CUSTOMER,
    EFFIE,
    OPEN_STATES,
    Handoff,
    HandoffEvent,
    HandoffState,
    Resolution,
    Transition,
)
from store.audit import write_audit
from store.schema import handoff_events, handoffs

OPEN = [state.value for state in OPEN_STATES]


@dataclass(frozen=True)
class Actor:
    """Who makes a move: a staff member's id and name, or one of those below."""

    id: str
    name: str


THE_CUSTOMER = Actor(CUSTOMER, "Customer")
EFFIE_HERSELF = Actor(EFFIE, "Effie")


@dataclass(frozen=True)
class TransitionRecord:
    """A move as it is written down."""

    move: Transition
    at: datetime
    who: Actor
    why: str = ""
    detail: Mapping[str, Any] | None = None


def open_of(conversation: str) -> Select[Any]:
    """Select a conversation's open handoff; there is at most one."""
    return select(handoffs).where(
        handoffs.c.conversation == conversation, handoffs.c.state.in_(OPEN)
    )


def get_handoff(connection: Connection, handoff: int, lock: bool = False) -> Handoff:
    """Return a handoff, and hold its row until the transaction ends if asked to."""
    query = select(handoffs).where(handoffs.c.id == handoff)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound("There is no such handoff. Reload the queue.")
    return handoff_from(row)


def write_move(connection: Connection, after: Handoff, made: TransitionRecord) -> None:
    """Write a move down, within the transaction that makes it, and add it to the audit log."""
    connection.execute(
        insert(handoff_events).values(
            handoff=after.id,
            conversation=after.conversation,
            at=made.at,
            who=made.who.id,
            who_name=made.who.name,
            move=made.move.value,
            why=made.why,
            state=after.state.value,
            agent=after.agent,
            agent_name=after.agent_name,
            queue=after.queue,
            detail=dict(made.detail or {}),
        )
    )
    detail = f"{after.state.value} in {after.queue}" + (f": {made.why}" if made.why else "")
    what = f"handoff.{made.move.value}"
    write_audit(connection, made.who.name, what, after.conversation, detail)


def to_row(handoff: Handoff) -> dict[str, Any]:
    return {
        "conversation": handoff.conversation,
        "state": handoff.state.value,
        "reason": handoff.reason,
        "queue": handoff.queue,
        "segment": handoff.segment,
        "opened_at": handoff.opened_at,
        "agent": handoff.agent,
        "agent_name": handoff.agent_name,
        "claimed_at": handoff.claimed_at,
        "ended_at": handoff.ended_at,
        "priority": handoff.priority,
        "upset": handoff.upset,
        "wanted_agent": handoff.wanted_agent,
        "wanted_until": handoff.wanted_until,
        "returns": handoff.returns,
        "returned_at": handoff.returned_at,
        "outcome": handoff.outcome.value if handoff.outcome else "",
    }


def handoff_from(row: Row[Any]) -> Handoff:
    return Handoff(
        id=row.id,
        conversation=row.conversation,
        state=HandoffState(row.state),
        reason=row.reason,
        queue=row.queue,
        segment=row.segment,
        opened_at=row.opened_at,
        agent=row.agent,
        agent_name=row.agent_name,
        claimed_at=row.claimed_at,
        ended_at=row.ended_at,
        priority=row.priority,
        upset=row.upset,
        wanted_agent=row.wanted_agent,
        wanted_until=row.wanted_until,
        returns=row.returns,
        returned_at=row.returned_at,
        outcome=Resolution(row.outcome) if row.outcome else None,
    )


def event_from(row: Row[Any]) -> HandoffEvent:
    return HandoffEvent(
        id=row.id,
        handoff=row.handoff,
        conversation=row.conversation,
        move=Transition(row.move),
        at=row.at,
        who=row.who,
        who_name=row.who_name,
        why=row.why,
        state=HandoffState(row.state),
        agent=row.agent,
        agent_name=row.agent_name,
        queue=row.queue,
        detail=row.detail,
    )
