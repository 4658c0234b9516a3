"""What happened to handoffs, read back from their transitions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from core.conversations import Issue
from core.handoffs import Handoff, HandoffEvent, HandoffState, Transition, why_back
from store.clock import now
from store.database import Database
from store.handoffs.rows import event_from
from store.schema import conversations, handoff_events, handoffs

_BACK = (
    *(Transition.RELEASE, Transition.RETURN, Transition.TRANSFER),
    *(Transition.SNOOZE, Transition.WAKE),
)


@dataclass(frozen=True)
class Solved:
    """A customer's request that an agent has dealt with."""

    agent: str
    agent_name: str
    matter: Issue


class HandoffHistory:
    """The transitions of all handoffs, in the order they were made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, handoff: int) -> list[HandoffEvent]:
        """Return the transitions of a handoff."""
        query = select(handoff_events).where(handoff_events.c.handoff == handoff)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(handoff_events.c.id))
            return [event_from(row) for row in rows]

    def unannounced(self, handoff: int | None = None) -> list[HandoffEvent]:
        """Return the transitions that are still to be announced, of one handoff or of all."""
        query = select(handoff_events).where(handoff_events.c.announced_at.is_(None))
        if handoff is not None:
            query = query.where(handoff_events.c.handoff == handoff)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(handoff_events.c.id))
            return [event_from(row) for row in rows]

    def mark_announced(self, events: Collection[HandoffEvent]) -> None:
        """Remember that everything has followed from these."""
        if not events:
            return
        these = handoff_events.c.id.in_([event.id for event in events])
        with self._database.writing() as connection:
            connection.execute(update(handoff_events).where(these).values(announced_at=now()))

    def why_back(self, ids: Collection[int]) -> dict[int, str]:
        """Return for each of these handoffs in one word why it came back last."""
        query = select(handoff_events).where(
            handoff_events.c.handoff.in_(ids), handoff_events.c.transition.in_(_BACK)
        )
        with self._database.reading() as connection:
            events = map(event_from, connection.execute(query.order_by(handoff_events.c.id)))
            return {event.handoff: why_back(event) for event in events}

    def last_given(self) -> dict[str, datetime]:
        """Return when each agent last had a conversation claimed, by them or for them."""
        last = func.max(handoffs.c.claimed_at)
        query = select(handoffs.c.agent, last).where(handoffs.c.claimed_at.is_not(None))
        with self._database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query.group_by(handoffs.c.agent))}

    def had_last(self, handoff: Handoff) -> str:
        """Return the id of the agent from whom a waiting handoff came back, "" for none."""
        if not handoff.returns:
            return ""
        query = select(handoff_events.c.agent).where(
            handoff_events.c.handoff == handoff.id,
            handoff_events.c.transition == Transition.CLAIM,
        )
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(handoff_events.c.id.desc()).limit(1))
            return found.scalar_one_or_none() or ""

    def matter_of(self, handoff: int) -> Issue:
        """Return what a handoff was about when it was opened."""
        opening = self.of(handoff)[0].detail
        return Issue(str(opening.get("question", "")), str(opening.get("article", "")))

    def last_solved(self, customer: str, since: datetime) -> Solved | None:
        """Return the latest request of a verified customer that an agent has resolved since."""
        opening = handoff_events.alias()
        query = (
            select(handoffs.c.agent, handoffs.c.agent_name, opening.c.detail)
            .join(conversations, conversations.c.id == handoffs.c.conversation)
            .join(opening, opening.c.handoff == handoffs.c.id)
            .where(
                conversations.c.customer == customer,
                handoffs.c.state == HandoffState.RESOLVED,
                handoffs.c.ended_at >= since,
                opening.c.transition == Transition.OPEN,
            )
            .order_by(handoffs.c.ended_at.desc())
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        about = Issue(str(row.detail.get("question", "")), str(row.detail.get("article", "")))
        return Solved(row.agent, row.agent_name, about)
