"""Finding what members of staff are to be written to for: each thing once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from core.staff import LEADING_ROLES, NoticeKind
from core.staff_mail import StaffMailKind
from store.database import Database
from store.schema import follow_ups, staff, staff_mails, staff_notices
from store.staff_mail.queue import MailTo, queue_mail

UNREAD_FOR = timedelta(minutes=5)  # whoever sits at the desk has read it by then
_LATE_FOR = timedelta(days=1)  # what was due before is no news, as on the day mail is set up


def queue_what_is_due(database: Database, at: datetime) -> int:
    """Queue what has become due and is not queued; returns how many."""
    with database.reading() as connection:
        wanted = [*_mentions(connection, at), *_follow_ups(connection, at)]
        keys = [each.key for each in wanted]
        query = select(staff_mails.c.key).where(staff_mails.c.key.in_(keys))
        known = set(connection.execute(query).scalars()) if keys else set()
    new = [each for each in wanted if each.key not in known]
    if not new:
        return 0
    with database.writing() as connection:
        return sum(queue_mail(connection, each) for each in new)


def _mentions(connection: Connection, at: datetime) -> Iterator[MailTo]:
    since = staff_notices.c.at > at - _LATE_FOR
    query = select(staff_notices).where(
        staff_notices.c.read_at.is_(None),
        staff_notices.c.kind == NoticeKind.MENTION,
        *(since, staff_notices.c.at <= at - UNREAD_FOR),
    )
    for row in connection.execute(query):
        key = f"mention:{row.id}"
        yield MailTo(row.staff, StaffMailKind.MENTION, key, row.conversation, row.id)


def _follow_ups(connection: Connection, at: datetime) -> Iterator[MailTo]:
    """Whose it is is told; while it is nobody's, those who lead the team are."""
    since = follow_ups.c.due_at > at - _LATE_FOR
    owed = (follow_ups.c.done_at.is_(None), follow_ups.c.due_at <= at, since)
    due = connection.execute(select(follow_ups).where(*owed)).all()
    if not due:
        return
    query = select(staff.c.id, staff.c.role).where(staff.c.active)
    roles = {row.id: row.role for row in connection.execute(query)}
    leading = sorted(each for each, role in roles.items() if role in LEADING_ROLES)
    for row in due:
        for member in [row.owner] if row.owner in roles else leading:
            key = f"follow-up:{row.id}:{int(row.due_at.timestamp())}:{member}"
            yield MailTo(member, StaffMailKind.FOLLOW_UP, key, row.conversation, row.id)
