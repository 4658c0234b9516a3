"""Handoffs and their transitions as rows of the record, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from core.errors import NotFound
from core.handoffs import CUSTOMER, EFFIE, OPEN_STATES, Handoff, HandoffEvent, Transition
from core.webhooks import WebhookEvent
from store.audit import write_audit
from store.rows import read_row
from store.schema import handoff_events, handoffs
from store.webhooks import tell


@dataclass(frozen=True)
class Actor:
    """Who makes a transition: a staff member's id and name, or one of those below."""

    id: str
    name: str


THE_CUSTOMER = Actor(CUSTOMER, "Customer")
EFFIE_HERSELF = Actor(EFFIE, "Effie")


@dataclass(frozen=True)
class TransitionRecord:
    """A transition as it is written down.

    reason: in one word where Effie or the customer made it; else what its actor noted
    detail: what else a replay of it needs
    """

    transition: Transition
    at: datetime
    actor: Actor
    reason: str = ""
    detail: Mapping[str, Any] | None = None


def open_of(conversation: str) -> Select[Any]:
    """Select a conversation's open handoff; there is at most one."""
    return select(handoffs).where(
        handoffs.c.conversation == conversation, handoffs.c.state.in_(OPEN_STATES)
    )


def get_handoff(connection: Connection, handoff: int, lock: bool = False) -> Handoff:
    """Return a handoff, and hold its row until the transaction ends if asked to."""
    query = select(handoffs).where(handoffs.c.id == handoff)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound("There is no such handoff. Reload the queue.")
    return handoff_from(row)


def write_transition(connection: Connection, after: Handoff, record: TransitionRecord) -> None:
    """Write a transition down within its transaction, un-announced, and into the audit log."""
    connection.execute(
        insert(handoff_events).values(
            handoff=after.id,
            conversation=after.conversation,
            at=record.at,
            actor=record.actor.id,
            actor_name=record.actor.name,
            transition=record.transition,
            reason=record.reason,
            state=after.state,
            agent=after.agent,
            agent_name=after.agent_name,
            queue=after.queue,
            detail=dict(record.detail or {}),
        )
    )
    reason = f": {record.reason}" if record.reason else ""
    detail = f"{after.state.value} in {after.queue}{reason}"
    what = f"handoff.{record.transition.value}"
    write_audit(connection, record.actor.name, what, after.conversation, detail)
    _tell_others(connection, after, record.transition)


def _tell_others(connection: Connection, after: Handoff, made: Transition) -> None:
    """Tell other systems of what they may follow: that a person is called, and what came of it."""
    facts = {"handoff": after.id, "queue": after.queue, "segment": after.segment}
    if made is Transition.OPEN:
        asked = {"reason": after.reason.value, "language": after.language}
        tell(connection, WebhookEvent.HANDED_OFF, facts | asked, after.conversation)
    if made is Transition.RESOLVE:
        outcome = after.outcome.value if after.outcome else ""
        came_of_it = {"outcome": outcome, "about": after.contact_reason}
        tell(connection, WebhookEvent.RESOLVED, facts | came_of_it, after.conversation)


def handoff_from(row: Row[Any]) -> Handoff:
    return read_row(Handoff, handoffs, row)


def event_from(row: Row[Any]) -> HandoffEvent:
    return read_row(HandoffEvent, handoff_events, row)
