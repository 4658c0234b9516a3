"""Saved replies: `core.staff.saved_reply` says who may change which."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from core.staff import (
    MAX_OF_ONE,
    NO_STEPS,
    NoSuchReply,
    SavedReply,
    StaffMember,
    Steps,
    TooManyReplies,
    check_change,
    owner_of_new,
    steps_from,
)
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.inserts import insert_new
from store.rows import read_row
from store.schema import saved_replies


@dataclass(frozen=True)
class ReplyWords:
    """What a saved reply says and does; see `SavedReply`."""

    title: str
    text: str
    folder: str = ""
    shortcut: str = ""
    steps: Steps = NO_STEPS


class SavedReplies:
    """The replies that agents keep ready."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, member: StaffMember) -> list[SavedReply]:
        """Return everybody's and the member's own, by title."""
        query = select(saved_replies).where(saved_replies.c.owner.in_(("", member.id)))
        with self._database.reading() as connection:
            found = [_reply(row) for row in connection.execute(query)]
        return sorted(found, key=lambda reply: (reply.title.casefold(), reply.id))

    def get(self, reply: int, member: StaffMember) -> SavedReply:
        """Return everybody's reply or the member's own; raises NoSuchReply."""
        with self._database.reading() as connection:
            found = _get(connection, reply)
        if found.owner not in {"", member.id}:
            raise NoSuchReply
        return found

    def add(self, member: StaffMember, words: ReplyWords, shared: bool = False) -> SavedReply:
        """Keep a reply; raises SharedReply or TooManyReplies."""
        owner = owner_of_new(member, shared)
        with self._database.writing() as connection:
            owned = select(func.count()).where(saved_replies.c.owner == owner)
            if connection.execute(owned).scalar_one() >= MAX_OF_ONE:
                raise TooManyReplies
            values = {"owner": owner, **_values(words)}
            _write_down(connection, member, "add", owner, words.title)
            return _get(connection, insert_new(connection, saved_replies, values))

    def change(self, reply: int, member: StaffMember, words: ReplyWords) -> SavedReply:
        """Let a reply say and do something else; raises NoSuchReply or SharedReply."""
        with self._database.writing() as connection:
            before = _get(connection, reply)
            check_change(before, member)
            _write_down(connection, member, "change", before.owner, words.title)
            connection.execute(
                update(saved_replies).where(saved_replies.c.id == reply).values(**_values(words))
            )
            return _get(connection, reply)

    def remove(self, reply: int, member: StaffMember) -> None:
        """Delete a reply; raises NoSuchReply or SharedReply."""
        with self._database.writing() as connection:
            before = _get(connection, reply)
            check_change(before, member)
            _write_down(connection, member, "remove", before.owner, before.title)
            connection.execute(delete(saved_replies).where(saved_replies.c.id == reply))


def _write_down(
    connection: Connection, member: StaffMember, what: str, owner: str, title: str
) -> None:
    """Note what happens to everybody's; one's own is one's own business."""
    if not owner:
        write_audit(connection, member.email, f"saved_reply.{what}", title)


def _get(connection: Connection, reply: int) -> SavedReply:
    query = select(saved_replies).where(saved_replies.c.id == reply)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NoSuchReply
    return _reply(row)


def _reply(row: Row[Any]) -> SavedReply:
    return read_row(SavedReply, saved_replies, row, steps=steps_from(row.steps))


def _values(words: ReplyWords) -> dict[str, Any]:
    return {**asdict(words), "changed_at": now()}
