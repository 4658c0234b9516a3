"""Keys of the API: the record keeps only their hashes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, or_, select, update

from core.api_keys import MAX_API_KEYS, ApiKey, KeyState, Scope
from core.errors import Conflict, NotFound
from core.staff import StaffMember
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.inserts import insert_new
from store.rows import read_row
from store.schema import api_keys
from store.staff import new_token, token_hash

_PREFIX = "effie_"  # by which scanners for leaked secrets know one
_MINUTE = timedelta(minutes=1)


class NoSuchKey(NotFound):
    """There is no such key. Reload the list."""


class TooManyKeys(Conflict):
    """There are as many keys as there may be. Revoke one that nothing uses any more."""


class ApiKeys:
    """All keys there are and were."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(
        self, name: str, scopes: Collection[Scope], until: datetime | None, by: StaffMember
    ) -> tuple[ApiKey, str]:
        """Make a key; the second value is its secret, which is kept nowhere."""
        secret, at = f"{_PREFIX}{new_token()}", now()
        working = select(func.count()).where(
            api_keys.c.revoked_at.is_(None),
            or_(api_keys.c.expires_at.is_(None), api_keys.c.expires_at > at),
        )
        may = [scope.value for scope in scopes]
        values = {
            "name": name,
            "scopes": may,
            "token_hash": token_hash(secret),
            "made_by": by.name,
            "created_at": at,
            "expires_at": until,
        }
        with self._database.writing() as connection:
            if connection.execute(working).scalar_one() >= MAX_API_KEYS:
                raise TooManyKeys
            number = insert_new(connection, api_keys, values)
            told = f"{', '.join(may)}; until {until or 'revoked'}"
            row = connection.execute(select(api_keys).where(api_keys.c.id == number)).one()
            made = _key(row)
            write_audit(connection, by.email, "api_key.make", made.subject, told)
        return made, secret

    def all(self) -> list[ApiKey]:
        """Return every key, the newest first."""
        with self._database.reading() as connection:
            return [
                _key(row)
                for row in connection.execute(select(api_keys).order_by(api_keys.c.id.desc()))
            ]

    def revoke(self, key: int, by: StaffMember) -> None:
        """Let a key work no more, from the next request on; twice changes nothing."""
        with self._database.writing() as connection:
            query = select(api_keys).where(api_keys.c.id == key).with_for_update()
            row = connection.execute(query).one_or_none()
            if row is None:
                raise NoSuchKey
            if row.revoked_at is None:
                its = api_keys.c.id == key
                connection.execute(update(api_keys).where(its).values(revoked_at=now()))
                write_audit(connection, by.email, "api_key.revoke", _key(row).subject)

    def holding(self, secret: str) -> ApiKey | None:
        """Return the key that a secret is of, if it works; notes that it was used."""
        query = select(api_keys).where(api_keys.c.token_hash == token_hash(secret))
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None or _key(row).state(now()) is not KeyState.WORKS:
            return None
        if row.used_at is None or row.used_at < now() - _MINUTE:  # not a write for each request
            with self._database.writing() as connection:
                connection.execute(
                    update(api_keys).where(api_keys.c.id == row.id).values(used_at=now())
                )
        return _key(row)


def _key(row: Row[Any]) -> ApiKey:
    """A scope of a later version opens nothing here."""
    known = {scope.value for scope in Scope}
    scopes = tuple(Scope(each) for each in row.scopes if each in known)
    return read_row(ApiKey, api_keys, row, scopes=scopes)
