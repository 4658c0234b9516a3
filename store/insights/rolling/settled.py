"""Whether all ids of a table that have been given are there to be read, or never will be."""

from __future__ import annotations

from sqlalchemy import Table, text
from sqlalchemy.exc import OperationalError

from store.database import Database

_PATIENCE = "200ms"  # so long at most nobody else writes to the table either


def settled(database: Database, table: Table) -> bool:
    """Wait for whoever was writing to a table; False where one of them takes longer than that.

    PostgreSQL gives an id before the row is committed: a higher one may be there to be read while
    a lower one is not yet, and who has read up to the higher would never look for it again. SQLite
    has one writer at a time, whose ids are read in their order.
    """
    if database.url.startswith("sqlite"):
        return True
    with database.writing() as connection:
        connection.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE}'"))
        try:
            with connection.begin_nested():
                connection.execute(text(f'LOCK TABLE "{table.name}" IN SHARE MODE'))
        except OperationalError:
            return False
    return True
