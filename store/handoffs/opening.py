"""How a handoff begins, and its first row and transition."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, update

from core.answering import Reason
from core.conversations import Issue
from core.handoffs import Handoff, HandoffState, Transition
from store.clock import now
from store.handoffs.rows import EFFIE_HERSELF, Actor, TransitionRecord, write_transition
from store.inserts import insert_new
from store.rows import row_values
from store.schema import conversations, handoffs


@dataclass(frozen=True)
class Opening:
    """How a handoff begins.

    language: code of what the customer writes in, if the assistant does not speak it
    matter: what it is about, to recognise it when the customer comes back
    """

    reason: Reason
    queue: str
    segment: str
    priority: int = 0
    upset: bool = False
    language: str = ""
    sensitive: str = ""
    preferred_agent: str = ""
    preferred_until: datetime | None = None
    matter: Issue = field(default_factory=Issue)


def insert_handoff(
    connection: Connection, conversation: str, opening: Opening, by: Actor = EFFIE_HERSELF
) -> Handoff:
    """Put a conversation that has no open handoff into a queue.

    Raises IntegrityError if another transaction opened one meanwhile.
    """
    at = now()
    opened = Handoff(
        id=0,
        conversation=conversation,
        state=HandoffState.WAITING,
        reason=opening.reason,
        queue=opening.queue,
        segment=opening.segment,
        opened_at=at,
        priority=opening.priority,
        upset=opening.upset,
        language=opening.language,
        sensitive=opening.sensitive,
        preferred_agent=opening.preferred_agent,
        preferred_until=opening.preferred_until,
    )
    key = insert_new(connection, handoffs, row_values(handoffs, opened))
    own = conversations.c.id == conversation
    connection.execute(update(conversations).where(own).values(handoff=key))
    opened = replace(opened, id=key)
    reason, detail = opening.reason.value, _detail(opening)
    record = TransitionRecord(Transition.OPEN, at, by, reason, detail)
    write_transition(connection, opened, record)
    return opened


def _detail(opening: Opening) -> dict[str, Any]:
    until = opening.preferred_until
    return {
        "segment": opening.segment,
        "priority": opening.priority,
        "upset": opening.upset,
        "language": opening.language,
        "sensitive": opening.sensitive,
        "wanted_agent": opening.preferred_agent,
        "wanted_until": until.isoformat() if until else "",
        "question": opening.matter.question,
        "article": opening.matter.article,
    }
