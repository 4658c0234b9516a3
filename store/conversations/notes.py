"""What staff write to each other about a conversation; customers never see it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from core.staff import NoticeKind, StaffMember
from core.text import clip
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.rows import read_row
from store.schema import notes
from store.staff import notify

MAX_NOTICE_LENGTH = 200  # characters of a note that its notice holds


@dataclass(frozen=True)
class Note:
    id: int
    conversation: str
    staff: str
    staff_name: str
    text: str
    at: datetime


class Notes:
    """The notes in the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        conversation: str,
        message: str,
        member: StaffMember,
        text: str,
        named: Collection[StaffMember] = (),
    ) -> Note:
        """Keep a note, and tell those whom it names; see `add_note`."""
        with self._database.writing() as connection:
            note = add_note(connection, conversation, message, member, text)
            for each in named:
                if each.id != member.id:
                    key, words = f"mention:{note.id}", clip(text, MAX_NOTICE_LENGTH)
                    kind = NoticeKind.MENTION
                    notify(connection, each.id, conversation, key, kind, words, member.name)
            return note

    def of(self, conversation: str, after: int = 0) -> list[Note]:
        """Return a conversation's notes after the one with the id `after`, the oldest first."""
        query = select(notes).where(notes.c.conversation == conversation, notes.c.id > after)
        with self._database.reading() as connection:
            return [
                read_row(Note, notes, row) for row in connection.execute(query.order_by(notes.c.id))
            ]


def add_note(
    connection: Connection, conversation: str, message: str, member: StaffMember, text: str
) -> Note:
    """Keep a note; the same `message` (the id its page made) again is the same note."""
    same = select(notes).where(notes.c.conversation == conversation, notes.c.message == message)
    values = {
        "conversation": conversation,
        "message": message,
        "staff": member.id,
        "staff_name": member.name,
        "text": text,
        "at": now(),
    }
    insert_once(connection, notes, values)
    return read_row(Note, notes, connection.execute(same).one())
