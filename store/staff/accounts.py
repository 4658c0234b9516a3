"""Staff accounts: who works here, in which role, and whether they may sign in."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from core.errors import BadInput, Conflict, NotSignedIn
from core.staff import Role, StaffMember, VouchedFor, read_email, read_name, read_new_password
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.rows import read_row, row_values
from store.schema import staff
from store.staff.account import Account, account_from, account_of, accounts, is_linked
from store.staff.password_links import PasswordLink, drop_link, drop_link_mails, make_link
from store.staff.passwords import NO_PASSWORD, hash_password, password_fits
from store.staff.sessions import end_sessions


class EmailTaken(Conflict):
    """There is already an account with this e-mail address."""


class LastAdmin(Conflict):
    """This is the last admin who can sign in. Make somebody else an admin first."""


class Deactivated(Conflict):
    """This account is deactivated. Reactivate it first."""


class WrongLogin(NotSignedIn):
    """That e-mail address and password do not go together. Check both and try again."""


class WrongPassword(BadInput):
    """That is not your current password. Try again, or ask an admin for a new one."""


class Staff:
    """The accounts of agents, content managers, supervisors and admins.

    `by` is who makes a change, for the audit log.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, email: str, name: str, role: Role, password: str, by: str) -> StaffMember:
        """Create an account with a password; raises BadInput or EmailTaken."""
        member = _new_member(email, name, role)
        hashed = hash_password(read_new_password(password))
        with self._database.writing() as connection:
            _insert(connection, member, hashed, by)
        return member

    def invite(self, email: str, name: str, role: Role, by: str) -> PasswordLink:
        """Create an account whose owner sets the password; raises BadInput or EmailTaken."""
        member = _new_member(email, name, role)
        with self._database.writing() as connection:
            _insert(connection, member, NO_PASSWORD, by)
            return make_link(connection, member)

    def exists(self, email: str) -> bool:
        query = select(staff.c.id).where(staff.c.email == read_email(email))
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def active_with(self, email: str) -> StaffMember | None:
        """Return who signs in with an address, None if nobody does."""
        query = select(staff).where(staff.c.email == email, staff.c.active)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else read_row(StaffMember, staff, row)

    def get(self, member: str) -> Account:
        """Return an account; raises NotFound."""
        with self._database.reading() as connection:
            return account_of(connection, member)

    def everyone(self) -> list[Account]:
        """Return every account by name, the deactivated ones last."""
        query = accounts().order_by(staff.c.active.desc(), staff.c.name, staff.c.id)
        with self._database.reading() as connection:
            return [account_from(row) for row in connection.execute(query)]

    def check_password(self, email: str, password: str) -> StaffMember:
        """Return whose these are; raises WrongLogin, which never says which one is wrong."""
        query = select(staff).where(staff.c.email == email.strip().lower(), staff.c.active)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if not password_fits(row.password_hash if row else NO_PASSWORD, password) or row is None:
            raise WrongLogin
        return read_row(StaffMember, staff, row)

    def change_password(self, member: StaffMember, current: str, new: str) -> None:
        """Give oneself another password; every session ends. Raises WrongPassword or BadInput."""
        hashed = hash_password(read_new_password(new))
        self.check_own_password(member, current)
        with self._database.writing() as connection:
            _change(connection, member.id, password_hash=hashed)
            drop_link(connection, member.id)
            drop_link_mails(connection, member.id)
            end_sessions(connection, member.id)
            write_audit(connection, member.email, "staff.change_password", member.email)

    def check_own_password(self, member: StaffMember, current: str) -> None:
        """Have someone who is signed in prove that it is them; raises WrongPassword."""
        query = select(staff.c.password_hash).where(staff.c.id == member.id)
        with self._database.reading() as connection:
            known = connection.execute(query).scalar_one()
        if not password_fits(known, current):
            raise WrongPassword

    def reset_password(self, member: str, by: str) -> PasswordLink:
        """End a password and every session at once, and make a link for setting a new one.

        Raises LastAdmin where nobody who can sign in would be left, or Deactivated.
        """
        with self._database.writing() as connection:
            _keep_an_admin(connection, member)
            account = account_of(connection, member)
            if not account.active:
                raise Deactivated
            _change(connection, member, password_hash=NO_PASSWORD)
            drop_link_mails(connection, member)
            end_sessions(connection, member)
            write_audit(connection, by, "staff.reset_password", account.member.email)
            return make_link(connection, account.member)

    def rename(self, member: StaffMember, name: str) -> None:
        """Change one's own name; raises BadInput."""
        name = read_name(name)
        if name == member.name:
            return
        with self._database.writing() as connection:
            _change(connection, member.id, name=name)
            detail = f"{member.name} → {name}"
            write_audit(connection, member.email, "staff.rename", member.email, detail)

    def change_role(self, member: str, role: Role, by: str) -> None:
        """Give someone another role, from their next request on; raises LastAdmin."""
        with self._database.writing() as connection:
            if role is not Role.ADMIN:
                _keep_an_admin(connection, member)
            before = account_of(connection, member).member
            if before.role is not role:
                _change(connection, member, role=role)
                detail = f"{before.role.value} → {role.value}"
                write_audit(connection, by, "staff.role", before.email, detail)

    def change_languages(self, member: str, languages: tuple[str, ...], by: str) -> None:
        """Note which languages someone speaks; conversations in them are kept for them first."""
        with self._database.writing() as connection:
            before = account_of(connection, member)
            if before.languages != languages:
                _change(connection, member, languages=list(languages))
                detail = ", ".join(languages) or "none"
                write_audit(connection, by, "staff.languages", before.member.email, detail)

    def deactivate(self, member: str, by: str) -> None:
        """Close an account and every session of it; raises LastAdmin."""
        with self._database.writing() as connection:
            _keep_an_admin(connection, member)
            account = account_of(connection, member)
            if account.active:
                _change(connection, member, active=False)
                end_sessions(connection, member)
                drop_link(connection, member)
                write_audit(connection, by, "staff.deactivate", account.member.email)

    def reactivate(self, member: str, by: str) -> None:
        """Let someone sign in again, with the password they had."""
        with self._database.writing() as connection:
            account = account_of(connection, member)
            if not account.active:
                _change(connection, member, active=True)
                write_audit(connection, by, "staff.reactivate", account.member.email)


def add_vouched_for(connection: Connection, who: VouchedFor, by: str) -> StaffMember:
    """Create an account for somebody whom the provider knows, in the caller's transaction."""
    member = _new_member(who.email, who.name, who.new_role)
    _insert(connection, member, NO_PASSWORD, by)
    return member


def _new_member(email: str, name: str, role: Role) -> StaffMember:
    return StaffMember(secrets.token_urlsafe(9), read_email(email), read_name(name), role)


def _insert(connection: Connection, member: StaffMember, password_hash: str, by: str) -> None:
    values = row_values(staff, member, password_hash=password_hash, active=True, created_at=now())
    try:
        connection.execute(insert(staff).values(**values))
    except IntegrityError:
        raise EmailTaken from None
    write_audit(connection, by, "staff.add", member.email, member.role.value)


def _change(connection: Connection, member: str, **values: Any) -> None:
    connection.execute(update(staff).where(staff.c.id == member).values(**values))


def _keep_an_admin(connection: Connection, leaving: str) -> None:
    """Refuse if nobody but `leaving` could administer any more.

    Locks the admins' rows: two who remove each other at once must not both succeed.
    """
    query = (
        select(staff.c.id)
        .where(staff.c.role == Role.ADMIN, staff.c.active)
        .where(or_(staff.c.password_hash != NO_PASSWORD, is_linked()))
        .order_by(staff.c.id)
        .with_for_update()
    )
    if connection.execute(query).scalars().all() == [leaving]:
        raise LastAdmin
