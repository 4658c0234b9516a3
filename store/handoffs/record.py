"""Handoffs: `core.handoffs.handoff` says what may happen, this makes sure that it happens once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

import core.handoffs.transitions as rules
from core.handoffs import (
    DEFAULT_CAPACITY,
    OPEN_STATES,
    AgentFull,
    Destination,
    Handoff,
    HandoffAlreadyOpen,
    HandoffState,
    Resolution,
    Transition,
    TransitionReason,
)
from store.clock import now
from store.database import Database
from store.handoffs.changing import change_handoff
from store.handoffs.follow_ups import Owed, open_follow_up
from store.handoffs.opening import Opening, insert_handoff
from store.handoffs.rows import (
    EFFIE_HERSELF,
    THE_CUSTOMER,
    Actor,
    TransitionRecord,
    get_handoff,
    handoff_from,
    open_of,
)
from store.schema import conversations, handoffs, staff


class Handoffs:
    """All handoffs, open and ended. Each transition is kept with who made it, when and why."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, conversation: str, opening: Opening) -> Handoff:
        """Put a conversation into a queue; one that is already open stays as it is."""
        try:
            with self._database.writing() as connection:
                row = connection.execute(open_of(conversation)).one_or_none()
                if row is not None:
                    return handoff_from(row)
                return insert_handoff(connection, conversation, opening)
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

    def last_held(self, conversation: str) -> Handoff | None:
        """Return the conversation's latest handoff that ended in an agent's hands, if any."""
        query = select(handoffs).where(
            handoffs.c.conversation == conversation,
            handoffs.c.ended_at.is_not(None),
            handoffs.c.agent != "",
        )
        with self._database.reading() as connection:
            row = connection.execute(query.order_by(handoffs.c.id.desc()).limit(1)).one_or_none()
        return None if row is None else handoff_from(row)

    def all_open(self) -> list[Handoff]:
        """Return every open handoff, the one opened first at the front."""
        query = select(handoffs).where(handoffs.c.state.in_(OPEN_STATES)).order_by(handoffs.c.id)
        with self._database.reading() as connection:
            return [handoff_from(row) for row in connection.execute(query)]

    def reopen(self, conversation: str, opening: Opening, agent: Actor) -> Handoff:
        """Open a conversation for an agent who claims it at once, in one transaction.

        What they hold already stays as it is. Raises HandoffAlreadyOpen, and AgentFull if it is
        one more than they take.
        """
        try:
            with self._database.writing() as connection:
                row = connection.execute(open_of(conversation)).one_or_none()
                if row is not None:
                    return rules.held_by(handoff_from(row), agent.id)
                opened = insert_handoff(connection, conversation, opening, agent)
                return _claim(connection, opened.id, agent)
        except IntegrityError:  # somebody else opened one at the same moment
            raise HandoffAlreadyOpen from None

    def claim(self, handoff: int, agent: str, agent_name: str, reserved_for: str = "") -> Handoff:
        """Give it to an agent. Of several who try at once exactly one gets it.

        Raises AgentFull if that is one more than they take.
        """
        with self._database.writing() as connection:
            return _claim(connection, handoff, Actor(agent, agent_name), reserved_for)

    def release(self, handoff: int, agent: str, actor: Actor) -> Handoff:
        """Put back what `agent` holds; `actor` may be somebody else who leads."""
        record = TransitionRecord(Transition.RELEASE, now(), actor)
        return self._change(handoff, record, lambda _, h: rules.release(h, agent, record.at))

    def reclaim(self, held: Handoff, reason: TransitionReason) -> Handoff:
        """Put back what an agent cannot go on with; nothing happens if that changed meanwhile."""
        record = TransitionRecord(Transition.RETURN, now(), EFFIE_HERSELF, reason.value)

        def rule(_: Connection, before: Handoff) -> Handoff:
            still = (before.state, before.claimed_at) == (HandoffState.CLAIMED, held.claimed_at)
            return rules.requeue(before, record.at) if still else before

        return self._change(held.id, record, rule)

    def transfer(
        self, handoff: int, actor: Actor, to: Destination, note: str, leads: bool = False
    ) -> Handoff:
        """Let it wait in another queue or for another agent; see `transfer_handoff`."""
        with self._database.writing() as connection:
            return transfer_handoff(connection, handoff, actor, to, note, leads)

    def grow_upset(self, handoff: int) -> Handoff:
        """Note that the customer got upset while waiting."""
        record = TransitionRecord(Transition.UPSET, now(), THE_CUSTOMER)
        return self._change(handoff, record, lambda _, h: rules.grow_upset(h))

    def grow_sensitive(self, handoff: int, topic: str, head_start: int) -> Handoff:
        """Note that it is about a sensitive topic now, which stands before others for that."""
        detail = {"head_start": head_start}
        record = TransitionRecord(Transition.SENSITIVE, now(), THE_CUSTOMER, topic, detail)
        return self._change(
            handoff, record, lambda _, h: rules.grow_sensitive(h, topic, head_start)
        )

    def resolve(
        self, handoff: int, agent: str, agent_name: str, outcome: Resolution = Resolution.SOLVED
    ) -> Handoff:
        """End it, with what came of it; see `resolve_handoff`."""
        with self._database.writing() as connection:
            return resolve_handoff(connection, handoff, Actor(agent, agent_name), outcome)

    def abandon(self, handoff: int) -> Handoff:
        """End it because the customer no longer wants a person."""
        record = TransitionRecord(
            Transition.ABANDON, now(), THE_CUSTOMER, TransitionReason.LEFT_QUEUE.value
        )
        return self._change(handoff, record, lambda _, h: rules.abandon(h, record.at))

    def end_for_staying_away(
        self, handoff: int, since: datetime, owed: Owed | None = None
    ) -> Handoff:
        """End it because the customer has been away since then; not if they wrote meanwhile.

        owed: what they are promised as they leave, in the same transaction
        """
        detail = {"contact": owed.contact} if owed else {}
        why = TransitionReason.STAYED_AWAY.value
        record = TransitionRecord(Transition.ABANDON, now(), EFFIE_HERSELF, why, detail)

        def rule(connection: Connection, before: Handoff) -> Handoff:
            came_back = before.state not in OPEN_STATES or _wrote(connection, before, since)
            if came_back:
                return before
            if owed is not None:
                open_follow_up(connection, owed)
            return rules.abandon(before, record.at, stayed_away=True)

        return self._change(handoff, record, rule)

    def _change(
        self, handoff: int, record: TransitionRecord, rule: Callable[[Connection, Handoff], Handoff]
    ) -> Handoff:
        with self._database.writing() as connection:
            return change_handoff(connection, handoff, record, rule)


def transfer_handoff(
    connection: Connection, handoff: int, actor: Actor, to: Destination, note: str, leads: bool
) -> Handoff:
    """Let a handoff wait in another queue or for another agent; there already, nothing changes."""
    until = to.until.isoformat() if to.until else ""
    detail = {"wanted_agent": to.agent, "wanted_until": until, "to": to.name}
    record = TransitionRecord(Transition.TRANSFER, now(), actor, note, detail)

    def rule(_: Connection, before: Handoff) -> Handoff:
        if rules.is_there(before, to):
            return before
        rules.may_transfer(before, actor.id, leads)
        return rules.transfer(before, to, record.at)

    return change_handoff(connection, handoff, record, rule)


def resolve_handoff(
    connection: Connection,
    handoff: int,
    actor: Actor,
    outcome: Resolution,
    contact_reason: str = "",
) -> Handoff:
    """End a handoff, with what came of it and what it was about; `actor` holds it."""
    detail = {"outcome": outcome.value, "contact_reason": contact_reason}
    record = TransitionRecord(Transition.RESOLVE, now(), actor, outcome.value, detail)

    def rule(_: Connection, before: Handoff) -> Handoff:
        return rules.resolve(before, actor.id, record.at, outcome, contact_reason)

    return change_handoff(connection, handoff, record, rule)


def _claim(connection: Connection, handoff: int, agent: Actor, reserved_for: str = "") -> Handoff:
    record = TransitionRecord(Transition.CLAIM, now(), agent)

    def rule(connection: Connection, before: Handoff) -> Handoff:
        after = rules.claim(before, agent.id, agent.name, record.at, reserved_for)
        if after != before:
            _check_capacity(connection, agent.id)
        return after

    return change_handoff(connection, handoff, record, rule)


def _check_capacity(connection: Connection, agent: str) -> None:
    """Refuse an agent who holds as many as they take; who claims twice at once waits here."""
    query = select(staff.c.capacity).where(staff.c.id == agent).with_for_update()
    capacity = connection.execute(query).scalar_one_or_none()
    theirs = select(func.count()).where(
        handoffs.c.agent == agent, handoffs.c.state == HandoffState.CLAIMED
    )
    chats = connection.execute(theirs).scalar_one()
    if chats >= (DEFAULT_CAPACITY if capacity is None else capacity):
        raise AgentFull


def _wrote(connection: Connection, handoff: Handoff, since: datetime) -> bool:
    query = select(conversations.c.last_at).where(conversations.c.id == handoff.conversation)
    last_at = connection.execute(query).scalar_one_or_none()
    return last_at is not None and last_at > since
