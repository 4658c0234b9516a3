"""Putting a handoff aside until later, and bringing it back; `core.handoffs.snooze` decides."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

import core.handoffs.snooze as rules
from core.handoffs import Handoff, Transition, TransitionReason
from store.clock import now
from store.database import Database
from store.handoffs.changing import change_handoff
from store.handoffs.rows import EFFIE_HERSELF, Actor, TransitionRecord


def snooze_handoff(
    connection: Connection, handoff: int, agent: Actor, until: datetime, seen: int
) -> Handoff:
    """Put aside what `agent` holds, within the caller's transaction; see `rules.snooze`."""
    detail = {"until": until.isoformat(), "seq": seen}
    record = TransitionRecord(Transition.SNOOZE, now(), agent, detail=detail)
    return change_handoff(
        connection, handoff, record, lambda _, h: rules.snooze(h, agent.id, until, seen)
    )


class Snoozing:
    """What is put aside."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def snooze(self, handoff: int, agent: Actor, until: datetime, seen: int) -> Handoff:
        """Put aside what `agent` holds until a moment, or until the customer writes."""
        with self._database.writing() as connection:
            return snooze_handoff(connection, handoff, agent, until, seen)

    def wake(
        self, handoff: int, why: TransitionReason, agent_there: bool, kept_until: datetime
    ) -> Handoff:
        """Bring it back; nothing happens if its agent has taken it back meanwhile."""
        detail = {"wanted_until": kept_until.isoformat()}
        record = TransitionRecord(Transition.WAKE, now(), EFFIE_HERSELF, why.value, detail)
        with self._database.writing() as connection:
            return change_handoff(
                connection,
                handoff,
                record,
                lambda _, h: rules.wake(h, record.at, agent_there, kept_until),
            )
