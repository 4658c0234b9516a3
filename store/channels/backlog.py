"""What waits to be handed to vendors, and what was counted of each connection, for monitors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from core.channels import Delivery, Tally
from store.database import Database
from store.schema import channel_tallies, outgoing


@dataclass(frozen=True)
class Waiting:
    """Outgoing messages of one connection that no vendor has taken yet.

    oldest: when the oldest of them was written
    """

    connection: str
    messages: int
    oldest: datetime


class Backlog:
    """Reads it; costs what waits, not what was ever sent."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self) -> list[Waiting]:
        """Return what waits, of each connection where something does."""
        query = (
            select(outgoing.c.connection, func.count(), func.min(outgoing.c.created_at))
            .where(outgoing.c.state == Delivery.QUEUED)
            .group_by(outgoing.c.connection)
        )
        with self._database.reading() as db:
            return [Waiting(*row) for row in db.execute(query)]

    def counted(self) -> dict[tuple[str, Tally], int]:
        """Return how often what came of each connection."""
        table = channel_tallies
        query = select(table.c.connection, table.c.what, table.c.times)
        with self._database.reading() as db:
            return {(row.connection, row.what): row.times for row in db.execute(query)}
