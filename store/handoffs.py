"""Handoffs: `core.handoff` says what may happen, this makes sure that it happens once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

import core.handoff as rules
from core.errors import NotFound
from core.handoff import OPEN_STATES, Handoff, HandoffState
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.schema import handoffs

_OPEN = [state.value for state in OPEN_STATES]


class Handoffs:
    """All handoffs, open and ended."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, conversation: str, reason: str, queue: str, segment: str) -> Handoff:
        """Put a conversation into a queue; one that is already open stays as it is."""
        with self._database.writing() as connection:
            row = connection.execute(_open_of(conversation)).one_or_none()
            if row is not None:
                return _handoff(row)
            values = {
                "conversation": conversation,
                "state": HandoffState.WAITING.value,
                "reason": reason,
                "queue": queue,
                "segment": segment,
                "opened_at": now(),
                "agent": "",
                "agent_name": "",
            }
            created = connection.execute(insert(handoffs).values(**values))
            write_audit(connection, "effie", "handoff.open", conversation, reason)
            key = created.inserted_primary_key
            assert key is not None
            return _get(connection, int(key[0]))

    def get(self, handoff: int) -> Handoff:
        """Return a handoff; raises NotFound."""
        with self._database.reading() as connection:
            return _get(connection, handoff)

    def open_in(self, conversation: str) -> Handoff | None:
        """Return the conversation's open handoff, if it has one."""
        with self._database.reading() as connection:
            row = connection.execute(_open_of(conversation)).one_or_none()
        return None if row is None else _handoff(row)

    def last_in(self, conversation: str) -> Handoff | None:
        """Return the conversation's latest handoff, open or ended, if it ever had one."""
        query = select(handoffs).where(handoffs.c.conversation == conversation)
        with self._database.reading() as connection:
            row = connection.execute(query.order_by(handoffs.c.id.desc()).limit(1)).one_or_none()
        return None if row is None else _handoff(row)

    def all_open(self) -> list[Handoff]:
        """Return every open handoff, the one opened first at the front."""
        query = select(handoffs).where(handoffs.c.state.in_(_OPEN)).order_by(handoffs.c.id)
        with self._database.reading() as connection:
            return [_handoff(row) for row in connection.execute(query)]

    def resolved_since(self, moment: datetime) -> list[Handoff]:
        """Return the handoffs resolved since then, the earliest first."""
        query = (
            select(handoffs)
            .where(handoffs.c.state == HandoffState.RESOLVED.value, handoffs.c.ended_at >= moment)
            .order_by(handoffs.c.ended_at)
        )
        with self._database.reading() as connection:
            return [_handoff(row) for row in connection.execute(query)]

    def ahead_of(self, handoff: Handoff) -> int:
        """Count those waiting in the same queue who came earlier."""
        query = select(func.count()).where(
            handoffs.c.queue == handoff.queue,
            handoffs.c.state == HandoffState.WAITING.value,
            handoffs.c.id < handoff.id,
        )
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def agents_at_work(self, queue: str) -> int:
        """Count the agents who hold a conversation of this queue."""
        query = select(func.count(func.distinct(handoffs.c.agent))).where(
            handoffs.c.queue == queue, handoffs.c.state == HandoffState.CLAIMED.value
        )
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def claim(self, handoff: int, agent: str, agent_name: str) -> Handoff:
        """Give it to an agent. Of several who try at once exactly one gets it."""
        at = now()
        return self._change(
            handoff, agent_name, "handoff.claim", lambda h: rules.claim(h, agent, agent_name, at)
        )

    def release(self, handoff: int, agent: str, agent_name: str) -> Handoff:
        """Put it back into its queue."""
        return self._change(
            handoff, agent_name, "handoff.release", lambda h: rules.release(h, agent)
        )

    def resolve(self, handoff: int, agent: str, agent_name: str) -> Handoff:
        """End it as solved."""
        at = now()
        return self._change(
            handoff, agent_name, "handoff.resolve", lambda h: rules.resolve(h, agent, at)
        )

    def abandon(self, handoff: int, who: str) -> Handoff:
        """End it because the customer no longer wants a person."""
        at = now()
        return self._change(handoff, who, "handoff.abandon", lambda h: rules.abandon(h, at))

    def _change(
        self, handoff: int, who: str, what: str, move: Callable[[Handoff], Handoff]
    ) -> Handoff:
        """Make a move in one transaction that holds the row from reading it to writing it."""
        with self._database.writing() as connection:
            before = _get(connection, handoff, lock=True)
            after = move(before)
            if after == before:
                return after
            connection.execute(
                update(handoffs)
                .where(handoffs.c.id == handoff)
                .values(
                    state=after.state.value,
                    agent=after.agent,
                    agent_name=after.agent_name,
                    claimed_at=after.claimed_at,
                    ended_at=after.ended_at,
                )
            )
            detail = f"{before.state.value} → {after.state.value}"
            write_audit(connection, who, what, before.conversation, detail)
            return after


def _open_of(conversation: str) -> Any:
    return select(handoffs).where(
        handoffs.c.conversation == conversation, handoffs.c.state.in_(_OPEN)
    )


def _get(connection: Connection, handoff: int, lock: bool = False) -> Handoff:
    query = select(handoffs).where(handoffs.c.id == handoff)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound("There is no such handoff. Reload the queue.")
    return _handoff(row)


def _handoff(row: Row[Any]) -> Handoff:
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
    )
