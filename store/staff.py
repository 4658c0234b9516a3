"""Staff accounts and their sessions."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.errors import Conflict, NotSignedIn
from core.staff import LONGEST_PASSWORD, Role, StaffMember, read_email, read_name, read_new_password
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.schema import staff, staff_sessions

SESSION_LASTS = timedelta(hours=12)
_hasher = PasswordHasher()
# Verified against when there is no such account, so that both cases take the same time.
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


class EmailTaken(Conflict):
    """There is already an account with this e-mail address."""


class WrongLogin(NotSignedIn):
    """That e-mail address and password do not go together. Check both and try again."""


class Staff:
    """The accounts of agents, content managers, supervisors and admins."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, email: str, name: str, role: Role, password: str, by: str) -> StaffMember:
        """Create an account; raises BadInput or EmailTaken."""
        member = StaffMember(secrets.token_urlsafe(9), read_email(email), read_name(name), role)
        values = {
            "id": member.id,
            "email": member.email,
            "name": member.name,
            "role": role.value,
            "password_hash": _hasher.hash(read_new_password(password)),
            "active": True,
            "created_at": now(),
        }
        try:
            with self._database.writing() as connection:
                connection.execute(insert(staff).values(**values))
                write_audit(connection, by, "staff.add", member.email, role.value)
        except IntegrityError:
            raise EmailTaken from None
        return member

    def exists(self, email: str) -> bool:
        query = select(staff.c.id).where(staff.c.email == read_email(email))
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def check_password(self, email: str, password: str) -> StaffMember:
        """Return whose these are; raises WrongLogin, which never says which one is wrong."""
        query = select(staff).where(staff.c.email == email.strip().lower(), staff.c.active)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        try:
            _hasher.verify(row.password_hash if row else _NOBODY, password[:LONGEST_PASSWORD])
        except (VerificationError, InvalidHashError):
            raise WrongLogin from None
        if row is None:
            raise WrongLogin
        return _member(row)

    def start_session(self, member: StaffMember) -> str:
        """Return a fresh session's secret; only its hash is kept."""
        token = secrets.token_urlsafe(32)
        with self._database.writing() as connection:
            connection.execute(delete(staff_sessions).where(staff_sessions.c.expires_at < now()))
            connection.execute(
                insert(staff_sessions).values(
                    token_hash=_hash(token), staff=member.id, expires_at=now() + SESSION_LASTS
                )
            )
            write_audit(connection, member.email, "staff.sign_in", member.email)
        return token

    def in_session(self, token: str) -> StaffMember | None:
        """Return who holds this session's secret, if it is still good."""
        query = (
            select(staff)
            .join(staff_sessions, staff_sessions.c.staff == staff.c.id)
            .where(
                staff_sessions.c.token_hash == _hash(token),
                staff_sessions.c.expires_at > now(),
                staff.c.active,
            )
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _member(row)

    def end_session(self, token: str) -> None:
        """Sign out."""
        with self._database.writing() as connection:
            connection.execute(
                delete(staff_sessions).where(staff_sessions.c.token_hash == _hash(token))
            )

    def deactivate(self, email: str, by: str) -> None:
        """Close an account and every session of it."""
        with self._database.writing() as connection:
            member = select(staff.c.id).where(staff.c.email == email)
            connection.execute(delete(staff_sessions).where(staff_sessions.c.staff.in_(member)))
            connection.execute(update(staff).where(staff.c.email == email).values(active=False))
            write_audit(connection, by, "staff.deactivate", email)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _member(row: Row[Any]) -> StaffMember:
    return StaffMember(row.id, row.email, row.name, Role(row.role))
