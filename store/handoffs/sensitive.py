"""Words that need care, until somebody of the staff has looked at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, exists, select, update

from core.handoffs import Transition
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.schema import handoff_events, sensitive_words

MAX_SENSITIVE_SHOWN = 200  # conversations


@dataclass(frozen=True)
class SensitiveWords:
    """What somebody said that nobody has looked at; `at` is when it was said last.

    often: how many messages of the conversation there are
    """

    conversation: str
    topic: str
    at: datetime
    often: int


class SensitiveRecord:
    """Every sensitive message; one that an agent takes over afterwards has been looked at."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, conversation: str, message: str, topic: str) -> None:
        """Keep a message for the staff to look at; one that is kept already stays as it is."""
        values = {"conversation": conversation, "message": message, "topic": topic, "at": now()}
        with self._database.writing() as connection:
            insert_once(connection, sensitive_words, {**values, "looked_by": ""})

    def waiting(self) -> list[SensitiveWords]:
        """Return the conversations that nobody has looked at, the oldest first."""
        query = select(sensitive_words).where(_is_waiting()).order_by(sensitive_words.c.id)
        found: dict[str, SensitiveWords] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query.limit(10 * MAX_SENSITIVE_SHOWN)):
                found[row.conversation] = _with(found.get(row.conversation), row)
        return list(found.values())[:MAX_SENSITIVE_SHOWN]

    def look(self, conversation: str, email: str, name: str) -> None:
        """Note who has looked at a conversation's words; looked at before, nothing changes."""
        theirs = (sensitive_words.c.conversation == conversation) & _is_waiting()
        values = {"looked_at": now(), "looked_by": name}
        with self._database.writing() as connection:
            changed = connection.execute(update(sensitive_words).where(theirs).values(**values))
            if changed.rowcount:
                write_audit(connection, email, "sensitive.looked_at", conversation, name)


def _with(before: SensitiveWords | None, row: Row[Any]) -> SensitiveWords:
    often = before.often + 1 if before else 1
    return SensitiveWords(row.conversation, row.topic, row.at, often)


def _is_waiting() -> Any:
    events = handoff_events.c
    taken = exists().where(
        events.conversation == sensitive_words.c.conversation,
        events.transition == Transition.CLAIM,
        events.at >= sensitive_words.c.at,
    )
    return sensitive_words.c.looked_at.is_(None) & ~taken
