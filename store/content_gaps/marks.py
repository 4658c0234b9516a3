"""Questions that should be articles, as agents marked them: a customer's words and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, update

from core.staff import StaffMember
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.rows import read_row
from store.schema import content_gaps


@dataclass(frozen=True)
class ContentGap:
    id: int
    conversation: str
    question: str
    answer: str
    marked_by: str
    marked_by_name: str
    at: datetime


class ContentGaps:
    """The content gaps that agents have marked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(
        self, conversation: str, question: str, answer: str, member: StaffMember
    ) -> ContentGap:
        """Keep a gap; the same question of the same conversation takes the new answer."""
        same = _of(conversation).where(content_gaps.c.question == question)
        key = {"conversation": conversation, "question": question}
        marked = {
            "answer": answer,
            "marked_by": member.id,
            "marked_by_name": member.name,
            "at": now(),
        }
        with self._database.writing() as connection:
            if insert_once(connection, content_gaps, key | marked):
                write_audit(connection, member.name, "content_gap.mark", conversation, question)
            connection.execute(update(content_gaps).filter_by(**key).values(**marked))
            return read_row(ContentGap, content_gaps, connection.execute(same).one())

    def of(self, conversation: str) -> list[ContentGap]:
        """Return the gaps marked in a conversation, the oldest first."""
        return self._read(_of(conversation).order_by(content_gaps.c.id))

    def latest(self, most: int = 1000) -> list[ContentGap]:
        """Return the gaps marked last, the newest first."""
        return self._read(select(content_gaps).order_by(content_gaps.c.id.desc()).limit(most))

    def _read(self, query: Select[Any]) -> list[ContentGap]:
        with self._database.reading() as connection:
            return [read_row(ContentGap, content_gaps, row) for row in connection.execute(query)]


def _of(conversation: str) -> Select[Any]:
    return select(content_gaps).where(content_gaps.c.conversation == conversation)
