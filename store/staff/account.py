"""An account as admins see it, read from the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, exists, select

from core.errors import NotFound
from core.staff import StaffMember
from store.rows import read_row
from store.schema import password_links, staff, staff_identities
from store.staff.passwords import NO_PASSWORD


@dataclass(frozen=True)
class Account:
    """A member of staff as admins see them."""

    member: StaffMember
    active: bool
    has_password: bool
    is_linked: bool  # with an account of the provider
    created_at: datetime
    link_until: datetime | None  # of the link that is out for setting a password
    languages: tuple[str, ...] = ()  # codes of those they speak besides the assistant's


def is_linked() -> ColumnElement[bool]:
    """Whether an account of the provider signs in to it."""
    return exists().where(staff_identities.c.staff == staff.c.id)


def accounts() -> Select[Any]:
    """All of them, as `account_from` reads them."""
    with_links = staff.outerjoin(password_links, password_links.c.staff == staff.c.id)
    link_until = password_links.c.expires_at.label("link_until")
    return select(staff, link_until, is_linked().label("is_linked")).select_from(with_links)


def account_of(connection: Connection, member: str) -> Account:
    """Return one account; raises NotFound."""
    row = connection.execute(accounts().where(staff.c.id == member)).one_or_none()
    if row is None:
        raise NotFound
    return account_from(row)


def account_from(row: Row[Any]) -> Account:
    """Return the account that a row of `accounts` tells of."""
    has_password = row.password_hash != NO_PASSWORD
    member = read_row(StaffMember, staff, row)
    return read_row(
        Account,
        staff,
        row,
        member=member,
        has_password=has_password,
        is_linked=bool(row.is_linked),
        link_until=row.link_until,
        languages=tuple(row.languages),
    )
