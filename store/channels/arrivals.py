"""What came in: kept under the vendor's id before the vendor is told that it did."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from core.channels import Arrival
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.schema import arrivals

# Vendors deliver again for up to seven days; their ids are all that tells a copy from a new one.
_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Kept:
    """An arrival in the record, `id` there."""

    id: int
    connection: str
    arrival: Arrival
    arrived_at: datetime


@dataclass(frozen=True)
class Lane:
    """Whose arrivals are dealt with one after the other."""

    connection: str
    sender: str


class Arrivals:
    """The arrivals in the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, connection: str, found: Sequence[Arrival]) -> int:
        """Keep what came in, all of it or nothing; returns how much of it is new.

        Where the vendor names nobody, what it tells of one message is a lane.
        """
        with self._database.writing() as db:
            return keep_arrivals(db, connection, found)

    def has(self, connection: str, external: str) -> bool:
        """Tell whether something has come in under this id, as far back as ids are kept."""
        this = (arrivals.c.connection == connection, arrivals.c.external == external)
        with self._database.reading() as db:
            return db.execute(select(arrivals.c.id).where(*this)).first() is not None

    def lanes(self, connections: Collection[str]) -> list[Lane]:
        """Return who has sent something that is not dealt with, the longest waiting first."""
        query = (
            select(arrivals.c.connection, arrivals.c.sender)
            .where(arrivals.c.handled_at.is_(None), arrivals.c.connection.in_(connections))
            .group_by(arrivals.c.connection, arrivals.c.sender)
            .order_by(func.min(arrivals.c.id))
        )
        with self._database.reading() as db:
            return [Lane(row.connection, row.sender) for row in db.execute(query)]

    def waiting(self, lane: Lane, most: int = 50) -> list[Kept]:
        """Return what of a lane is not dealt with, in the order in which it came.

        What this version cannot read is set aside as it is, so that the others flow.
        """
        query = (
            select(arrivals)
            .where(
                arrivals.c.handled_at.is_(None),
                arrivals.c.connection == lane.connection,
                arrivals.c.sender == lane.sender,
            )
            .order_by(arrivals.c.id)
            .limit(most)
        )
        with self._database.reading() as db:
            rows = db.execute(query).all()
        return [kept for row in rows if (kept := self._kept(row)) is not None]

    def settle(self, kept: Kept, problem: str = "", content: bool = False) -> None:
        """Remember that it was dealt with; its words stand in the transcript now.

        problem: why nothing could be done with it, for admins
        content: keep the words here, because they stand nowhere else
        """
        self._settle(kept.id, problem, content)

    def forget_old(self) -> None:
        """Remove what was dealt with so long ago that no vendor delivers it again."""
        with self._database.writing() as db:
            db.execute(delete(arrivals).where(arrivals.c.handled_at < now() - _KEPT))

    def _kept(self, row: Row[Any]) -> Kept | None:
        try:
            arrival = Arrival.from_json(row.content)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            self._settle(row.id, f"This version of Effie cannot read it ({error!r}).", content=True)
            return None
        return Kept(row.id, row.connection, arrival, row.arrived_at)

    def _settle(self, arrival: int, problem: str, content: bool) -> None:
        values: dict[str, object] = {} if content else {"content": {}}
        with self._database.writing() as db:
            db.execute(
                update(arrivals)
                .where(arrivals.c.id == arrival)
                .values(handled_at=now(), problem=problem[:2000], **values)
            )


def keep_arrivals(db: Connection, connection: str, found: Sequence[Arrival]) -> int:
    """Keep what came in, in somebody's transaction; returns how much of it is new."""
    at, new = now(), 0
    for arrival in found:
        values = {
            "connection": connection,
            "external": arrival.id,
            "sender": arrival.sender or arrival.about or arrival.id,
            "content": arrival.to_json(),
            "sent_at": arrival.at,
            "arrived_at": at,
            "problem": "",
        }
        new += insert_once(db, arrivals, values)
    return new
