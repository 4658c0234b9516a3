"""Who watches a conversation, and telling them that something has happened in it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select

from core.staff import NoticeKind, StaffMember
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.schema import staff, staff_notices, watchers
from store.staff.notices import notify


class Watchers:
    """Members of staff who want to know what happens in a conversation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, conversation: str) -> dict[str, str]:
        """Return the names of those who watch it, by their ids."""
        query = (
            select(staff.c.id, staff.c.name)
            .join(watchers, watchers.c.staff == staff.c.id)
            .where(watchers.c.conversation == conversation)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(staff.c.name)).all()
        return {row.id: row.name for row in rows}

    def set(self, conversation: str, member: StaffMember, watches: bool) -> None:
        """Watch a conversation, or no longer; twice changes nothing."""
        own = (watchers.c.conversation == conversation) & (watchers.c.staff == member.id)
        with self._database.writing() as connection:
            if watches:
                values = {"conversation": conversation, "staff": member.id, "since": now()}
                insert_once(connection, watchers, values)
            else:
                connection.execute(delete(watchers).where(own))

    def tell(self, conversation: str, key: str, words: str, except_for: Collection[str]) -> bool:
        """Tell those who watch, unless they have such a notice of it unread; True if anybody was.

        key: what it tells of; told once
        """
        theirs = watchers.c.conversation == conversation
        query = select(watchers.c.staff).where(theirs, watchers.c.staff.not_in(except_for))
        with self._database.reading() as connection:
            who = list(connection.execute(query).scalars())
        if not who:
            return False
        with self._database.writing() as connection:
            unread = select(staff_notices.c.staff).where(
                staff_notices.c.conversation == conversation,
                staff_notices.c.kind == NoticeKind.WATCHED,
                staff_notices.c.read_at.is_(None),
            )
            told = set(connection.execute(unread).scalars())
            kind = NoticeKind.WATCHED
            fresh = [
                notify(connection, member, conversation, key, kind, words)
                for member in who
                if member not in told
            ]
        return any(fresh)
