"""Finding what members of staff are to be written to for: each thing once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Exists, Table, select

from core.staff import LEADING_ROLES, NoticeKind
from core.staff_mail import StaffMailKind
from store.database import Database
from store.schema import follow_ups, staff, staff_mails, staff_notices
from store.staff_mail.queue import MailTo, queue_mail

UNREAD_FOR = timedelta(minutes=5)  # whoever sits at the desk has read it by then
_AT_ONCE = 200
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
    untold = ~_told(StaffMailKind.MENTION, staff_notices)
    ordered = query.where(untold).order_by(staff_notices.c.at)
    for row in connection.execute(ordered.limit(_AT_ONCE)):
        key = f"mention:{row.id}"
        yield MailTo(row.staff, StaffMailKind.MENTION, key, row.conversation, row.id)


def _follow_ups(connection: Connection, at: datetime) -> Iterator[MailTo]:
    """Whose it is is told; while it is nobody's, those who lead the team are."""
    since = follow_ups.c.due_at > at - _LATE_FOR
    owed = (follow_ups.c.done_at.is_(None), follow_ups.c.due_at <= at, since)
    untold = ~_told(StaffMailKind.FOLLOW_UP, follow_ups, follow_ups.c.due_at)
    query = select(follow_ups).where(*owed, untold).order_by(follow_ups.c.due_at)
    due = connection.execute(query.limit(_AT_ONCE)).all()
    if not due:
        return
    active = select(staff.c.id, staff.c.role).where(staff.c.active)
    roles = {row.id: row.role for row in connection.execute(active)}
    leading = sorted(each for each, role in roles.items() if role in LEADING_ROLES)
    for row in due:
        for member in [row.owner] if row.owner in roles else leading:
            key = f"follow-up:{row.id}:{int(row.due_at.timestamp())}:{member}"
            yield MailTo(member, StaffMailKind.FOLLOW_UP, key, row.conversation, row.id)


def _told(
    kind: StaffMailKind, table: Table, since: ColumnElement[datetime] | None = None
) -> Exists:
    """Whether a row was told somebody, since a moment of its own."""
    about = (
        staff_mails.c.conversation == table.c.conversation,  # which has an index
        staff_mails.c.kind == kind,
        staff_mails.c.about == table.c.id,
    )
    told = select(staff_mails.c.id).where(*about)
    return (told if since is None else told.where(staff_mails.c.created_at >= since)).exists()
