"""Saved replies: `core.staff.saved_reply` says who may change which."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select, update

from core.staff import (
    MAX_OF_ONE,
    NoSuchReply,
    SavedReply,
    StaffMember,
    TooManyReplies,
    check_change,
    owner_of_new,
)
from store.clock import now
from store.database import Database
from store.inserts import insert_new
from store.rows import read_row
from store.schema import saved_replies


class SavedReplies:
    """The replies that agents keep ready."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, member: StaffMember) -> list[SavedReply]:
        """Return everybody's and the member's own, by title."""
        query = select(saved_replies).where(saved_replies.c.owner.in_(("", member.id)))
        with self._database.reading() as connection:
            found = [read_row(SavedReply, saved_replies, row) for row in connection.execute(query)]
        return sorted(found, key=lambda reply: (reply.title.casefold(), reply.id))

    def add(self, member: StaffMember, title: str, text: str, shared: bool = False) -> SavedReply:
        """Keep a reply; raises SharedReply or TooManyReplies."""
        owner = owner_of_new(member, shared)
        with self._database.writing() as connection:
            owned = select(func.count()).where(saved_replies.c.owner == owner)
            if connection.execute(owned).scalar_one() >= MAX_OF_ONE:
                raise TooManyReplies
            values = {"owner": owner, "title": title, "text": text, "changed_at": now()}
            return _get(connection, insert_new(connection, saved_replies, values))

    def change(self, reply: int, member: StaffMember, title: str, text: str) -> SavedReply:
        """Give a reply another title and text; raises NoSuchReply or SharedReply."""
        with self._database.writing() as connection:
            check_change(_get(connection, reply), member)
            connection.execute(
                update(saved_replies)
                .where(saved_replies.c.id == reply)
                .values(title=title, text=text, changed_at=now())
            )
            return _get(connection, reply)

    def remove(self, reply: int, member: StaffMember) -> None:
        """Delete a reply; raises NoSuchReply or SharedReply."""
        with self._database.writing() as connection:
            check_change(_get(connection, reply), member)
            connection.execute(delete(saved_replies).where(saved_replies.c.id == reply))


def _get(connection: Connection, reply: int) -> SavedReply:
    query = select(saved_replies).where(saved_replies.c.id == reply)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NoSuchReply
    return read_row(SavedReply, saved_replies, row)
