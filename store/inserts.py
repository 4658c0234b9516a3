"""Inserting a row: one that may be there already, or one whose key the table gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.dialects import postgresql, sqlite


def insert_once(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row unless one with the same key is there; tells whether it was inserted."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**values).on_conflict_do_nothing()
    # Asked for at once: psycopg forgets how many rows an INSERT made when its cursor is closed.
    statement = statement.execution_options(preserve_rowcount=True)
    return connection.execute(statement).rowcount > 0


def insert_new(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    """Insert a row and return the key that the table has given it."""
    key = connection.execute(insert(table).values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])
