"""What is kept of customers, made older than it is."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Date, update

from core.personal_data import AGEING, Kind, Retention, RetentionMode
from store.database import Database
from store.personal_data import PLACES
from store.schema import Utc, follow_ups, insight_marks, metadata, outgoing

DAYS: dict[Kind, int] = dict.fromkeys(AGEING, 90)
LONG_AGO = timedelta(days=200)
DELETES = Retention(RetentionMode.DELETE, DAYS)


def make_older(database: Database, age: timedelta) -> None:
    """Let everything that is there have happened so much earlier; nobody has anything to do."""
    with database.writing() as connection:
        for name in {place.table.name for place in PLACES}:
            table = metadata.tables[name]
            moments = [c for c in table.c if isinstance(c.type, (Utc, Date))]
            for row in connection.execute(table.select()).mappings().all():
                keys = [column == row[column] for column in table.primary_key]
                values = {c.key: row[c] - age for c in moments if row[c] is not None}
                if values:
                    connection.execute(update(table).where(*keys).values(**values))
        connection.execute(insight_marks.delete())


def settle(database: Database) -> None:
    """Nobody owes anything, and all is read and sent."""
    with database.writing() as connection:
        connection.execute(update(follow_ups).values(done_at=follow_ups.c.opened_at))
        connection.execute(update(outgoing).values(state="read"))
