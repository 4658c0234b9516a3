"""What members of staff are told of conversations; see `core.staff.StaffNotice`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from core.errors import NotFound
from core.staff import NoticeKind, StaffMember, StaffNotice
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.rows import read_row
from store.schema import staff_notices

MAX_NOTICES = 100  # unread ones that are shown of anybody's


class StaffNotices:
    """Notices, to come, shown and read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remind(
        self, member: StaffMember, conversation: str, key: str, at: datetime, words: str
    ) -> StaffNotice:
        """Tell somebody themselves at a moment; the same `key` (made by the page) is the same."""
        with self._database.writing() as connection:
            notify(connection, member.id, conversation, key, NoticeKind.REMINDER, words, at=at)
            same = (staff_notices.c.staff == member.id) & (staff_notices.c.key == key)
            row = connection.execute(select(staff_notices).where(same)).one()
            return read_row(StaffNotice, staff_notices, row)

    def due(self, at: datetime) -> dict[str, list[StaffNotice]]:
        """Return what everybody has to read now, the latest first, by whose it is."""
        query = (
            select(staff_notices)
            .where(staff_notices.c.read_at.is_(None), staff_notices.c.at <= at)
            .order_by(staff_notices.c.at.desc(), staff_notices.c.id.desc())
        )
        found: dict[str, list[StaffNotice]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                theirs = found.setdefault(row.staff, [])
                if len(theirs) < MAX_NOTICES:
                    theirs.append(read_row(StaffNotice, staff_notices, row))
        return found

    def of(self, member: StaffMember, conversation: str) -> list[StaffNotice]:
        """Return what somebody has not read yet of a conversation, also what is still to come."""
        query = select(staff_notices).where(
            staff_notices.c.staff == member.id,
            staff_notices.c.conversation == conversation,
            staff_notices.c.read_at.is_(None),
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(staff_notices.c.at, staff_notices.c.id))
            return [read_row(StaffNotice, staff_notices, row) for row in rows]

    def read(self, notice: int, member: StaffMember) -> StaffNotice:
        """Note that somebody has read one of theirs, or no longer wants it; raises NotFound."""
        own = (staff_notices.c.id == notice) & (staff_notices.c.staff == member.id)
        with self._database.writing() as connection:
            row = connection.execute(select(staff_notices).where(own)).one_or_none()
            if row is None:
                raise NotFound("There is no such notice of yours. Reload the desk.")
            unread = staff_notices.c.read_at.is_(None)
            values = update(staff_notices).where(own, unread).values(read_at=now())
            connection.execute(values)
            return read_row(StaffNotice, staff_notices, row)


def notify(
    connection: Connection,
    staff: str,
    conversation: str,
    key: str,
    kind: NoticeKind,
    words: str = "",
    by_name: str = "",
    at: datetime | None = None,
) -> bool:
    """Tell somebody within the caller's transaction; once under each key."""
    values = {
        "staff": staff,
        "conversation": conversation,
        "key": key,
        "kind": kind,
        "words": words,
        "by_name": by_name,
        "at": at or now(),
    }
    return insert_once(connection, staff_notices, values)
