"""How often something came that nothing can be done with: counted, and nothing of it kept."""

from __future__ import annotations

from sqlalchemy import update

from core.channels import Tally
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.schema import channel_tallies


class Tallies:
    """The counts in the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, connection: str, what: Tally, times: int = 1) -> None:
        """Count so many more of it."""
        table = channel_tallies
        key = {"connection": connection, "what": what}
        is_it = (table.c.connection == connection) & (table.c.what == what)
        at = now()
        with self._database.writing() as db:
            insert_once(db, table, {**key, "times": 0, "last_at": at})
            more = {"times": table.c.times + times, "last_at": at}
            db.execute(update(table).where(is_it).values(**more))
