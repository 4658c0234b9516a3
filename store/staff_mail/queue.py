"""The mails that are to be sent: ids alone, since words and links are made as one is sent."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from core.staff import StaffMember
from core.staff_mail import CHOSEN_KINDS, WRITTEN_KINDS, MailState, StaffMailKind, wait_before
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.rows import read_row
from store.schema import follow_ups, staff, staff_mail_declined, staff_mails, staff_notices

_KEPT_FOR = timedelta(days=30)
_LEASE = timedelta(minutes=3)  # longer than handing a mail in takes
_MAX_REASON = 300


@dataclass(frozen=True)
class DueMail:
    """A mail to send now. by: who has named them, of a mention."""

    id: int
    kind: StaffMailKind
    member: StaffMember
    conversation: str
    attempts: int
    created_at: datetime
    by: str = ""
    about: int = 0


@dataclass(frozen=True)
class FailedMail:
    """A mail that was never taken."""

    kind: StaffMailKind
    name: str
    email: str
    reason: str
    created_at: datetime


@dataclass(frozen=True)
class MailTo:
    """What somebody is to be told of; key: once for each of them."""

    member: str
    kind: StaffMailKind
    key: str
    conversation: str = ""
    about: int = 0


class StaffMails:
    """All mails to members of staff of the last month."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue(self, member: StaffMember, kind: StaffMailKind) -> None:
        """Queue a mail that nothing in the record stands for: a link to set a password."""
        with self._database.writing() as connection:
            key = f"{kind.value}:{secrets.token_hex(16)}"
            queue_mail(connection, MailTo(member.id, kind, key))

    def queue_once(self, mails: Collection[MailTo]) -> None:
        """Queue what is not queued yet, each once for its key."""
        with self._database.writing() as connection:
            for each in mails:
                queue_mail(connection, each)

    def known(self, keys: Collection[str]) -> set[str]:
        """Return those of these keys that a mail was queued for, sent or not."""
        query = select(staff_mails.c.key).where(staff_mails.c.key.in_(keys))
        with self._database.reading() as connection:
            return set(connection.execute(query).scalars())

    def claim(
        self, at: datetime, kinds: Collection[StaffMailKind] = WRITTEN_KINDS
    ) -> DueMail | None:
        """Return what has been due longest, which nobody else gets meanwhile; None for nothing.

        What there is nothing to tell of any more is dropped on the way.
        """
        with self._database.writing() as connection:
            while True:
                query = (
                    select(staff_mails)
                    .where(staff_mails.c.state == MailState.WAITING, staff_mails.c.due_at <= at)
                    .where(staff_mails.c.kind.in_(kinds))
                    .order_by(staff_mails.c.due_at, staff_mails.c.id)
                    .limit(1)
                    .with_for_update(skip_locked=True)
                )
                row = connection.execute(query).one_or_none()
                if row is None:
                    return None
                by = _still_to_tell(connection, row.kind, row.about)
                member = _reader(connection, row.staff, row.kind)
                if by is None or member is None:
                    _set(connection, row.id, state=MailState.DROPPED)
                    continue
                attempts = row.attempts + 1
                _set(connection, row.id, attempts=attempts, due_at=at + _LEASE)
                return DueMail(
                    *(row.id, row.kind, member, row.conversation, attempts, row.created_at, by),
                    about=row.about,
                )

    def note_sent(self, mail: DueMail) -> None:
        with self._database.writing() as connection:
            _set(connection, mail.id, state=MailState.SENT, reason="")

    def note_failed(
        self, mail: DueMail, reason: str, is_final: bool, asked: float | None = None
    ) -> None:
        """Note why it was not taken, and try again later unless that is of no use."""
        wait = None if is_final else wait_before(mail.attempts, asked)
        values = {"reason": reason[:_MAX_REASON]}
        with self._database.writing() as connection:
            if wait is None:
                _set(connection, mail.id, state=MailState.FAILED, **values)
            else:
                _set(connection, mail.id, due_at=now() + wait, **values)

    def failed(self, most: int) -> list[FailedMail]:
        """Return what was never taken, the latest first."""
        query = (
            select(staff_mails, staff.c.name, staff.c.email)
            .join(staff, staff.c.id == staff_mails.c.staff)
            .where(staff_mails.c.state == MailState.FAILED)
            .order_by(staff_mails.c.id.desc())
        )
        with self._database.reading() as connection:
            return [
                FailedMail(row.kind, row.name, row.email, row.reason, row.created_at)
                for row in connection.execute(query.limit(most))
            ]

    def waiting(self) -> int:
        """Return how many are still to be sent."""
        query = select(func.count()).select_from(staff_mails)
        with self._database.reading() as connection:
            still = staff_mails.c.state == MailState.WAITING
            return int(connection.execute(query.where(still)).scalar_one())

    def forget_old(self, at: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(staff_mails).where(staff_mails.c.created_at < at - _KEPT_FOR))

    def wanted_by(self, member: str) -> set[StaffMailKind]:
        """Return which of the mails that may be declined somebody gets."""
        with self._database.reading() as connection:
            return set(CHOSEN_KINDS) - _declined_by(connection, member)

    def choose(self, member: str, wanted: Collection[StaffMailKind]) -> None:
        """Keep which of them somebody gets."""
        own = staff_mail_declined.c.staff == member
        with self._database.writing() as connection:
            connection.execute(delete(staff_mail_declined).where(own))
            for kind in CHOSEN_KINDS:
                if kind not in wanted:
                    values = {"staff": member, "kind": kind}
                    insert_once(connection, staff_mail_declined, values)


def queue_mail(connection: Connection, to: MailTo) -> bool:
    """Queue a mail, once for each key; tells whether it was new."""
    at = now()
    values = {
        "key": to.key,
        "staff": to.member,
        "kind": to.kind,
        "conversation": to.conversation,
        "about": to.about,
        "state": MailState.WAITING,
        "attempts": 0,
        "reason": "",
        "due_at": at,
        "created_at": at,
    }
    return insert_once(connection, staff_mails, values)


def _set(connection: Connection, mail: int, **values: object) -> None:
    connection.execute(update(staff_mails).where(staff_mails.c.id == mail).values(**values))


def _still_to_tell(connection: Connection, kind: StaffMailKind, about: int) -> str | None:
    """Return who has named them, "" for nobody; None if there is nothing to tell any more."""
    if kind is StaffMailKind.MENTION:
        unread = (staff_notices.c.id == about) & staff_notices.c.read_at.is_(None)
        by = connection.execute(select(staff_notices.c.by_name).where(unread)).scalar()
        return None if by is None else by or "A colleague"
    if kind is StaffMailKind.FOLLOW_UP:
        owed = (follow_ups.c.id == about) & follow_ups.c.done_at.is_(None)
        found = connection.execute(select(follow_ups.c.id).where(owed)).scalar()
        return None if found is None else ""
    return ""


def _reader(connection: Connection, member: str, kind: StaffMailKind) -> StaffMember | None:
    """Return who is written to, None if they left or want none of these."""
    query = select(staff).where(staff.c.id == member, staff.c.active)
    row = connection.execute(query).one_or_none()
    if row is None or kind in _declined_by(connection, member):
        return None
    return read_row(StaffMember, staff, row)


def _declined_by(connection: Connection, member: str) -> set[StaffMailKind]:
    query = select(staff_mail_declined.c.kind).where(staff_mail_declined.c.staff == member)
    return set(connection.execute(query).scalars())
