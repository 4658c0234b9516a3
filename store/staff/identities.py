"""Accounts of a provider that members of staff sign in with, by its name and its id for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select
from sqlalchemy.exc import IntegrityError

from core.errors import Conflict, NotAllowed, NotFound
from core.staff import NotVouchedFor, Role, StaffMember, VouchedFor
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.rows import read_row
from store.schema import staff, staff_identities
from store.staff.accounts import EmailTaken, LastAdmin, Staff, add_vouched_for
from store.staff.sessions import end_sessions

BY_PROVIDER = "single sign-on"  # who changed it, in the audit log


class NoAccountHere(NotAllowed):
    """You have no account here yet. Ask an admin to add you with your e-mail address there."""


class AccountClosed(NotAllowed):
    """Your account here is deactivated. Ask an admin to reactivate it."""


class SomebodyElses(Conflict):
    """The account with your e-mail address belongs to another account over there. Ask an admin to
    unlink it first.
    """


class NotLinked(NotFound):
    """This account is linked with no account of the provider. There is nothing to unlink."""


class StaffIdentities:
    """Which account of the provider is which member of staff."""

    def __init__(self, database: Database) -> None:
        self._database, self._staff = database, Staff(database)

    def sign_in(self, who: VouchedFor, makes_accounts: bool) -> StaffMember:
        """Return whose sign-in this is: by the provider's id, else by an address it confirmed.

        Who is found by their address is linked from then on; for whom there is nobody, an account
        is made where that is wanted. Raises NotVouchedFor, NoAccountHere, AccountClosed or
        SomebodyElses.
        """
        member = self._linked(who)
        if member is None:
            member = self._link(who, makes_accounts)
        if who.role is not None and who.role is not member.role:
            member = self._with_role(member, who.role)
        return member

    def since(self, member: str) -> datetime | None:
        """Return since when someone's account is linked, None if it is not."""
        query = select(staff_identities.c.since).where(staff_identities.c.staff == member)
        with self._database.reading() as connection:
            return connection.execute(query.limit(1)).scalar_one_or_none()

    def unlink(self, member: StaffMember, by: str) -> None:
        """Let somebody's account there sign in to theirs here no longer; raises NotLinked."""
        with self._database.writing() as connection:
            gone = connection.execute(
                delete(staff_identities).where(staff_identities.c.staff == member.id)
            )
            if not gone.rowcount:
                raise NotLinked
            end_sessions(connection, member.id)
            write_audit(connection, by, "staff.unlink", member.email)

    def _linked(self, who: VouchedFor) -> StaffMember | None:
        same = (
            staff_identities.c.issuer == who.issuer,
            staff_identities.c.subject == who.subject,
        )
        joined = select(staff).join(staff_identities, staff_identities.c.staff == staff.c.id)
        with self._database.reading() as connection:
            return _open_account(connection, joined.where(*same))

    def _link(self, who: VouchedFor, makes_accounts: bool) -> StaffMember:
        if not who.email:
            raise NotVouchedFor
        try:
            with self._database.writing() as connection:
                return _link(connection, who, makes_accounts)
        except (IntegrityError, EmailTaken):  # at the same moment: as themselves, or as another
            linked = self._linked(who)
            if linked is None:
                raise SomebodyElses from None
            return linked

    def _with_role(self, member: StaffMember, role: Role) -> StaffMember:
        """Give the role the provider names; the last admin stays one whatever it says."""
        try:
            self._staff.change_role(member.id, role, BY_PROVIDER)
        except LastAdmin:
            return member
        return self._staff.get(member.id).member


def _open_account(connection: Connection, query: Select[Any]) -> StaffMember | None:
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    if not row.active:
        raise AccountClosed
    return read_row(StaffMember, staff, row)


def _link(connection: Connection, who: VouchedFor, makes_accounts: bool) -> StaffMember:
    """Link the account with their address, in one transaction; what raises leaves no trace.

    An address that went to another person there must not hand an account over to them.
    """
    member = _open_account(connection, select(staff).where(staff.c.email == who.email))
    if member is None:
        if not makes_accounts:
            raise NoAccountHere
        member = add_vouched_for(connection, who, BY_PROVIDER)
    of_member = (staff_identities.c.staff == member.id, staff_identities.c.issuer == who.issuer)
    query = select(staff_identities.c.subject).where(*of_member)
    linked = connection.execute(query).scalar_one_or_none()
    if linked == who.subject:
        return member
    if linked is not None:
        raise SomebodyElses
    values = {"issuer": who.issuer, "subject": who.subject, "staff": member.id, "since": now()}
    connection.execute(insert(staff_identities).values(**values))
    write_audit(connection, BY_PROVIDER, "staff.link", member.email, who.issuer)
    return member
