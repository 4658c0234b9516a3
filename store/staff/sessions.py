"""Who is signed in, since when, and where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from core.errors import NotFound
from core.staff import SESSION_LASTS, SESSION_LASTS_UNUSED, Role, StaffMember
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.rows import read_row
from store.schema import second_factors, staff, staff_sessions
from store.staff.half_sign_ins import end_half_sign_ins
from store.staff.tokens import new_token, token_hash

_NOTE_USE_EVERY = timedelta(minutes=1)  # not at each request: every note is a write
_MAX_TEXT_LENGTH = 100


@dataclass(frozen=True)
class StaffSession:
    """One browser that is signed in."""

    id: str
    started_at: datetime
    used_at: datetime  # to the minute
    address: str
    browser: str


class StaffSessions:
    """The browsers of members of staff that are signed in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(
        self,
        member: StaffMember,
        address: str,
        browser: str,
        mark: str = "",
        vouched_for: bool = False,
    ) -> str:
        """Sign a browser in; return the new session's secret, of which only a hash is kept.

        mark: what the secret begins with
        vouched_for: by a provider, which asks for a second factor itself
        """
        token, at = mark + new_token(), now()
        values = {
            "token_hash": token_hash(token),
            "staff": member.id,
            "expires_at": at + SESSION_LASTS,
            "started_at": at,
            "used_at": at,
            "address": address[:_MAX_TEXT_LENGTH],
            "browser": browser[:_MAX_TEXT_LENGTH],
            "vouched_for": vouched_for,
        }
        with self._database.writing() as connection:
            connection.execute(delete(staff_sessions).where(_is_over(at)))
            connection.execute(insert(staff_sessions).values(**values))
            where = f"{values['browser']}, {values['address']}"
            write_audit(connection, member.email, "staff.sign_in", member.email, where)
        return token

    def member(self, token: str, in_need: Collection[Role] = frozenset()) -> StaffMember | None:
        """Return who holds this session's secret, if it is still good, and note that it is used.

        in_need: roles whose sessions by a password are good for nothing until they have a second
            factor
        """
        at, key = now(), token_hash(token)
        has_factor = exists().where(second_factors.c.staff == staff.c.id)
        query = (
            select(staff, staff_sessions.c.used_at)
            .join(staff_sessions, staff_sessions.c.staff == staff.c.id)
            .where(staff_sessions.c.token_hash == key, _is_good(at), staff.c.active)
            .where(or_(staff.c.role.not_in(in_need), has_factor, staff_sessions.c.vouched_for))
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        if at - row.used_at >= _NOTE_USE_EVERY:
            self._note_use(key, at)
        return read_row(StaffMember, staff, row)

    def is_vouched_for(self, token: str) -> bool:
        """Tell whether a provider vouched for who holds this session's secret."""
        query = select(staff_sessions.c.vouched_for)
        with self._database.reading() as connection:
            its = staff_sessions.c.token_hash == token_hash(token)
            return bool(connection.execute(query.where(its)).scalar_one_or_none())

    def of(self, member: str) -> list[StaffSession]:
        """Return someone's good sessions, the last used first."""
        query = (
            select(staff_sessions)
            .where(staff_sessions.c.staff == member, _is_good(now()))
            .order_by(staff_sessions.c.used_at.desc(), staff_sessions.c.started_at.desc())
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [read_row(StaffSession, staff_sessions, row, id=row.token_hash) for row in rows]

    def end(self, token: str, member: StaffMember) -> None:
        """Sign this browser out."""
        self.end_one(token_hash(token), member)

    def end_one(self, session: str, member: StaffMember) -> None:
        """Sign one of a member's browsers out; raises NotFound for anybody else's."""
        with self._database.writing() as connection:
            ended = connection.execute(
                delete(staff_sessions)
                .where(staff_sessions.c.token_hash == session, staff_sessions.c.staff == member.id)
                .returning(staff_sessions.c.browser)
            ).scalar_one_or_none()
            if ended is None:
                raise NotFound
            write_audit(connection, member.email, "staff.sign_out", member.email, ended)

    def end_all(self, member: StaffMember, by: str) -> None:
        """Sign someone out everywhere."""
        with self._database.writing() as connection:
            end_sessions(connection, member.id)
            write_audit(connection, by, "staff.sign_out_everywhere", member.email)

    def _note_use(self, key: str, at: datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(
                update(staff_sessions).where(staff_sessions.c.token_hash == key).values(used_at=at)
            )


def end_sessions(connection: Connection, member: str) -> None:
    """Sign someone out everywhere, in the transaction that gives the reason."""
    end_half_sign_ins(connection, member)
    connection.execute(delete(staff_sessions).where(staff_sessions.c.staff == member))


def _is_good(at: datetime) -> ColumnElement[bool]:
    unused_since = at - SESSION_LASTS_UNUSED
    return and_(staff_sessions.c.expires_at > at, staff_sessions.c.used_at > unused_since)


def _is_over(at: datetime) -> ColumnElement[bool]:
    unused_since = at - SESSION_LASTS_UNUSED
    return or_(staff_sessions.c.expires_at <= at, staff_sessions.c.used_at <= unused_since)
