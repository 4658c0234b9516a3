"""Links with which someone sets a password: once, within a time, known to nobody afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from core.errors import NotFound
from core.staff import LINK_LASTS, StaffMember, read_new_password
from core.staff_mail import MailState, StaffMailKind
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.rows import read_row
from store.schema import password_links, staff, staff_mails
from store.staff.passwords import hash_password
from store.staff.sessions import end_sessions
from store.staff.tokens import new_token, token_hash


class LinkGone(NotFound):
    """This link was used, replaced or has expired. Ask an admin for a new one."""


@dataclass(frozen=True)
class PasswordLink:
    member: StaffMember
    secret: str
    expires_at: datetime


class PasswordLinks:
    """The links that are out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, member: StaffMember, lasts: timedelta) -> PasswordLink:
        """Make a link that works for so long, in place of the one that was out."""
        with self._database.writing() as connection:
            return make_link(connection, member, lasts)

    def owner(self, secret: str) -> StaffMember:
        """Return whose password a link sets, without using it; raises LinkGone."""
        with self._database.reading() as connection:
            return _owner(connection, secret)

    def use(self, secret: str, password: str) -> StaffMember:
        """Set the password; the link and every session are gone then.

        Whoever forgot theirs may have been robbed of it. Raises BadInput or LinkGone.
        """
        self.owner(secret)  # before the costly part, which strangers shall not make us do
        # Hashed before the transaction: it takes long, and everybody else's writes would wait.
        hashed = hash_password(read_new_password(password))
        with self._database.writing() as connection:
            member = _owner(connection, secret)
            used = connection.execute(
                delete(password_links).where(password_links.c.token_hash == token_hash(secret))
            )
            if not used.rowcount:
                raise LinkGone
            connection.execute(
                update(staff).where(staff.c.id == member.id).values(password_hash=hashed)
            )
            drop_link_mails(connection, member.id)
            end_sessions(connection, member.id)
            write_audit(connection, member.email, "staff.set_password", member.email)
        return member


def make_link(
    connection: Connection, member: StaffMember, lasts: timedelta = LINK_LASTS
) -> PasswordLink:
    """Replace whatever link someone had by a new one."""
    link = PasswordLink(member, new_token(), now() + lasts)
    drop_link(connection, member.id)
    connection.execute(
        insert(password_links).values(
            token_hash=token_hash(link.secret), staff=member.id, expires_at=link.expires_at
        )
    )
    return link


def drop_link(connection: Connection, member: str) -> None:
    """Take back the link that someone may have."""
    connection.execute(delete(password_links).where(password_links.c.staff == member))


def drop_link_mails(connection: Connection, member: str) -> None:
    """Let no mail that waits bring someone another link, which would end the one they have."""
    theirs = (staff_mails.c.staff == member, staff_mails.c.state == MailState.WAITING)
    brings_link = staff_mails.c.kind.in_([kind for kind in StaffMailKind if kind.has_link])
    connection.execute(
        update(staff_mails).where(*theirs, brings_link).values(state=MailState.DROPPED)
    )


def _owner(connection: Connection, secret: str) -> StaffMember:
    query = (
        select(staff)
        .join(password_links, password_links.c.staff == staff.c.id)
        .where(
            password_links.c.token_hash == token_hash(secret),
            password_links.c.expires_at > now(),
            staff.c.active,
        )
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise LinkGone
    return read_row(StaffMember, staff, row)
