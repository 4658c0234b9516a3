"""The staff as agents: what they chose, which queues they serve, how much they hold."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Row, func, select, update

from core.handoffs import Agent, HandoffState, Status, Team
from core.staff import DESK_ROLES
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.rows import read_row
from store.schema import handoffs, staff


class Agents:
    """Everyone who may take conversations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def team(self, here: Collection[str] | None) -> Team:
        """Return all agents by name; `here` are those whose desk is open.

        None if nobody can tell: then those who hold a conversation are taken to be there.
        """
        holds = (
            select(handoffs.c.agent, func.count().label("chats"))
            .where(handoffs.c.state == HandoffState.CLAIMED)
            .group_by(handoffs.c.agent)
            .subquery()
        )
        query = (
            select(staff, func.coalesce(holds.c.chats, 0).label("chats"))
            .outerjoin(holds, holds.c.agent == staff.c.id)
            .where(staff.c.active, staff.c.role.in_(DESK_ROLES))
            .order_by(staff.c.name, staff.c.id)
        )
        with self._database.reading() as connection:
            return Team(tuple(_agent(row, here) for row in connection.execute(query)))

    def set_status(self, agent: str, status: Status) -> None:
        self._set(agent, "agent.status", status=status.value)

    def set_capacity(self, agent: str, capacity: int) -> None:
        self._set(agent, "agent.capacity", capacity=capacity)

    def set_queues(self, agent: str, queues: tuple[str, ...]) -> None:
        self._set(agent, "agent.queues", queues=list(queues))

    def _set(self, agent: str, what: str, **values: Any) -> None:
        with self._database.writing() as connection:
            changed = update(staff).where(staff.c.id == agent)
            connection.execute(changed.values(changed_at=now(), **values))
            detail = ", ".join(f"{name} {value}" for name, value in values.items())
            write_audit(connection, agent, what, agent, detail)


def _agent(row: Row[Any], here: Collection[str] | None) -> Agent:
    is_here = row.id in here if here is not None else row.chats > 0
    role = row.role.value
    return read_row(
        Agent,
        staff,
        row,
        role=role,
        queues=tuple(row.queues),
        languages=tuple(row.languages),
        chosen=row.status,
        chats=row.chats,
        here=is_here,
    )
