"""One transition of a handoff, as it is read, held, decided and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection, update

from core.handoffs import Handoff
from store.handoffs.rows import TransitionRecord, get_handoff, write_transition
from store.rows import row_values
from store.schema import handoffs


def change_handoff(
    connection: Connection,
    handoff: int,
    record: TransitionRecord,
    rule: Callable[[Connection, Handoff], Handoff],
) -> Handoff:
    """Make a transition; the row is held from reading it to the transaction's end."""
    before = get_handoff(connection, handoff, lock=True)
    after = rule(connection, before)
    if after == before:
        return after
    after = replace(after, revision=before.revision + 1)
    same = handoffs.c.id == handoff
    connection.execute(update(handoffs).where(same).values(**row_values(handoffs, after)))
    write_transition(connection, after, _with_holder(record, before))
    return after


def _with_holder(record: TransitionRecord, before: Handoff) -> TransitionRecord:
    """Add who held the conversation until then: customers are told by name who leaves."""
    if not before.agent:
        return record
    return replace(record, detail={**(record.detail or {}), "from": before.agent_name})
