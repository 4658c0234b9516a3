"""Telling a database that is away for a moment from a mistake in what was asked of it."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# The low byte of SQLite's code names the kind. `SQLITE_ERROR`, a mistake of ours, is not here.
_SQLITE_AWAY = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)
# Classes of PostgreSQL's codes: connection, transaction to be tried again, resources, operator's
# intervention, system; and 55P03, a lock that was not to be had in time.
_POSTGRESQL_AWAY = ("08", "40", "53", "57", "58", "55P03")


def is_away(error: SQLAlchemyError) -> bool:
    """Tell whether the same may well work later: the database is locked, full or not there."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _SQLITE_AWAY
    code = getattr(error.orig, "sqlstate", None)
    if code is None:  # it never answered
        return isinstance(error, (InterfaceError, OperationalError))
    return str(code).startswith(_POSTGRESQL_AWAY)
