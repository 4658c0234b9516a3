"""Handoffs: `core.handoffs.handoff` says what may happen, this makes sure that it happens once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

import core.handoffs.handoff as rules
from core.conversations import Issue
from core.handoffs import (
    DEFAULT_CAPACITY,
    AgentFull,
    Destination,
    Handoff,
    HandoffState,
    Resolution,
    Transition,
    TransitionReason,
)
from store.clock import now
from store.database import Database
from store.handoffs.rows import (
    EFFIE_HERSELF,
    OPEN,
    THE_CUSTOMER,
    Actor,
    TransitionRecord,
    get_handoff,
    handoff_from,
    open_of,
    to_row,
    write_move,
)
from store.schema import conversations, handoffs, staff


@dataclass(frozen=True)
class Opening:
    """How a handoff begins.

    matter: what it is about, to recognise it when the customer comes back
    """

    reason: str
    queue: str
    segment: str
    priority: int = 0
    upset: bool = False
    wanted_agent: str = ""
    wanted_until: datetime | None = None
    matter: Issue = field(default_factory=Issue)


class Handoffs:
    """All handoffs, open and ended. Every move is written down with who made it, when and why."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, conversation: str, opening: Opening) -> Handoff:
        """Put a conversation into a queue; one that is already open stays as it is."""
        try:
            with self._database.writing() as connection:
                row = connection.execute(open_of(conversation)).one_or_none()
                if row is not None:
                    return handoff_from(row)
                return _insert(connection, conversation, opening)
        except IntegrityError:  # somebody else opened one at the same moment
            opened = self.open_in(conversation)
            if opened is None:
                raise
            return opened

    def get(self, handoff: int) -> Handoff:
        """Return a handoff; raises NotFound."""
        with self._database.reading() as connection:
            return get_handoff(connection, handoff)

    def open_in(self, conversation: str) -> Handoff | None:
        """Return the conversation's open handoff, if it has one."""
        with self._database.reading() as connection:
            row = connection.execute(open_of(conversation)).one_or_none()
        return None if row is None else handoff_from(row)

    def last_in(self, conversation: str) -> Handoff | None:
        """Return the conversation's latest handoff, open or ended, if it ever had one."""
        query = select(handoffs).where(handoffs.c.conversation == conversation)
        with self._database.reading() as connection:
            row = connection.execute(query.order_by(handoffs.c.id.desc()).limit(1)).one_or_none()
        return None if row is None else handoff_from(row)

    def all_open(self) -> list[Handoff]:
        """Return every open handoff, the one opened first at the front."""
        query = select(handoffs).where(handoffs.c.state.in_(OPEN)).order_by(handoffs.c.id)
        with self._database.reading() as connection:
            return [handoff_from(row) for row in connection.execute(query)]

    def claim(self, handoff: int, agent: str, agent_name: str, reserved_for: str = "") -> Handoff:
        """Give it to an agent. Of several who try at once exactly one gets it.

        Raises AgentFull if that is one more than they take.
        """
        made = TransitionRecord(Transition.CLAIM, now(), Actor(agent, agent_name))

        def move(connection: Connection, before: Handoff) -> Handoff:
            after = rules.claim(before, agent, agent_name, made.at, reserved_for)
            if after != before:
                _find_a_place(connection, agent)
            return after

        return self._change(handoff, made, move)

    def release(self, handoff: int, agent: str, who: Actor) -> Handoff:
        """Put back what `agent` holds; `who` may be somebody else who leads."""
        made = TransitionRecord(Transition.RELEASE, now(), who)
        return self._change(handoff, made, lambda _, h: rules.release(h, agent, made.at))

    def reclaim(self, held: Handoff, why: TransitionReason) -> Handoff:
        """Put back what an agent cannot go on with; nothing happens if that changed meanwhile."""
        made = TransitionRecord(Transition.RETURN, now(), EFFIE_HERSELF, why.value)

        def move(_: Connection, before: Handoff) -> Handoff:
            still = (before.state, before.claimed_at) == (HandoffState.CLAIMED, held.claimed_at)
            return rules.requeue(before, made.at) if still else before

        return self._change(held.id, made, move)

    def transfer(
        self, handoff: int, who: Actor, to: Destination, note: str, leads: bool = False
    ) -> Handoff:
        """Let it wait in another queue or for another agent; see `transfer_handoff`."""
        with self._database.writing() as connection:
            return transfer_handoff(connection, handoff, who, to, note, leads)

    def grow_upset(self, handoff: int) -> Handoff:
        """Note that the customer got upset while waiting."""
        made = TransitionRecord(Transition.UPSET, now(), THE_CUSTOMER)
        return self._change(handoff, made, lambda _, h: rules.grow_upset(h))

    def resolve(
        self, handoff: int, agent: str, agent_name: str, outcome: Resolution = Resolution.SOLVED
    ) -> Handoff:
        """End it, with what came of it; see `resolve_handoff`."""
        with self._database.writing() as connection:
            return resolve_handoff(connection, handoff, Actor(agent, agent_name), outcome)

    def abandon(self, handoff: int) -> Handoff:
        """End it because the customer no longer wants a person."""
        made = TransitionRecord(
            Transition.ABANDON, now(), THE_CUSTOMER, TransitionReason.LEFT_QUEUE.value
        )
        return self._change(handoff, made, lambda _, h: rules.abandon(h, made.at))

    def end_for_staying_away(self, handoff: int, since: datetime) -> Handoff:
        """End it because the customer has been away since then; not if they wrote meanwhile."""
        made = TransitionRecord(
            Transition.ABANDON, now(), EFFIE_HERSELF, TransitionReason.STAYED_AWAY.value
        )

        def move(connection: Connection, before: Handoff) -> Handoff:
            came_back = before.state.value not in OPEN or _wrote(connection, before, since)
            return before if came_back else rules.abandon(before, made.at, stayed_away=True)

        return self._change(handoff, made, move)

    def _change(
        self, handoff: int, made: TransitionRecord, move: Callable[[Connection, Handoff], Handoff]
    ) -> Handoff:
        with self._database.writing() as connection:
            return _change(connection, handoff, made, move)


def transfer_handoff(
    connection: Connection, handoff: int, who: Actor, to: Destination, note: str, leads: bool
) -> Handoff:
    """Let a handoff wait in another queue or for another agent."""
    until = to.until.isoformat() if to.until else ""
    detail = {"wanted_agent": to.agent, "wanted_until": until, "to": to.name}
    made = TransitionRecord(Transition.TRANSFER, now(), who, note, detail)

    def move(_: Connection, before: Handoff) -> Handoff:
        rules.may_transfer(before, who.id, leads)
        return rules.transfer(before, to, made.at)

    return _change(connection, handoff, made, move)


def resolve_handoff(
    connection: Connection, handoff: int, who: Actor, outcome: Resolution
) -> Handoff:
    """End a handoff, with what came of it; `who` holds it."""
    detail = {"outcome": outcome.value}
    made = TransitionRecord(Transition.RESOLVE, now(), who, outcome.value, detail)
    return _change(
        connection, handoff, made, lambda _, h: rules.resolve(h, who.id, made.at, outcome)
    )


def _change(
    connection: Connection,
    handoff: int,
    made: TransitionRecord,
    move: Callable[[Connection, Handoff], Handoff],
) -> Handoff:
    """Make a move; the row is held from reading it to the transaction's end."""
    before = get_handoff(connection, handoff, lock=True)
    after = move(connection, before)
    if after == before:
        return after
    same = handoffs.c.id == handoff
    connection.execute(update(handoffs).where(same).values(**to_row(after)))
    write_move(connection, after, _with_holder(made, before))
    return after


def _with_holder(made: TransitionRecord, before: Handoff) -> TransitionRecord:
    """Add who held the conversation up to this move: customers are told by name who leaves."""
    if not before.agent:
        return made
    return replace(made, detail={**(made.detail or {}), "from": before.agent_name})


def _insert(connection: Connection, conversation: str, opening: Opening) -> Handoff:
    at = now()
    fresh = Handoff(
        id=0,
        conversation=conversation,
        state=HandoffState.WAITING,
        reason=opening.reason,
        queue=opening.queue,
        segment=opening.segment,
        opened_at=at,
        priority=opening.priority,
        upset=opening.upset,
        wanted_agent=opening.wanted_agent,
        wanted_until=opening.wanted_until,
    )
    created = connection.execute(insert(handoffs).values(**to_row(fresh)))
    key = created.inserted_primary_key
    assert key is not None
    opened = replace(fresh, id=int(key[0]))
    made = TransitionRecord(Transition.OPEN, at, EFFIE_HERSELF, opening.reason, _detail(opening))
    write_move(connection, opened, made)
    return opened


def _detail(opening: Opening) -> dict[str, Any]:
    until = opening.wanted_until
    return {
        "segment": opening.segment,
        "priority": opening.priority,
        "upset": opening.upset,
        "wanted_agent": opening.wanted_agent,
        "wanted_until": until.isoformat() if until else "",
        "question": opening.matter.question,
        "article": opening.matter.article,
    }


def _find_a_place(connection: Connection, agent: str) -> None:
    """Refuse an agent whose places are all taken; who claims twice at once waits here."""
    query = select(staff.c.capacity).where(staff.c.id == agent).with_for_update()
    capacity = connection.execute(query).scalar_one_or_none()
    theirs = select(func.count()).where(
        handoffs.c.agent == agent, handoffs.c.state == HandoffState.CLAIMED.value
    )
    chats = connection.execute(theirs).scalar_one()
    if chats >= (DEFAULT_CAPACITY if capacity is None else capacity):
        raise AgentFull


def _wrote(connection: Connection, handoff: Handoff, since: datetime) -> bool:
    query = select(conversations.c.last_at).where(conversations.c.id == handoff.conversation)
    last_at = connection.execute(query).scalar_one_or_none()
    return last_at is not None and last_at > since
