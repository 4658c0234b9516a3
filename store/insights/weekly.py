"""Who is told of the week by e-mail."""

from __future__ import annotations

from sqlalchemy import delete, select

from store.database import Database
from store.inserts import insert_once
from store.schema import weekly_declined


def declined(database: Database) -> set[str]:
    """Return the ids of who wants no summary."""
    with database.reading() as connection:
        return set(connection.execute(select(weekly_declined.c.staff)).scalars())


def want(database: Database, member: str, wants: bool) -> None:
    """Keep whether a member of staff wants it."""
    with database.writing() as connection:
        if wants:
            own = weekly_declined.c.staff == member
            connection.execute(delete(weekly_declined).where(own))
        else:
            insert_once(connection, weekly_declined, {"staff": member})
