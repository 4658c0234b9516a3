"""Histories of conversations taken in: whole, and each once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from core.errors import Conflict
from core.next_questions import Step
from store.clock import now
from store.database import Database
from store.inserts import insert_new
from store.next_questions.remaking import remake
from store.schema import next_imports, next_visits


class ImportOvertaken(Conflict):
    """Another import has begun meanwhile. Nothing of this one was kept; run it again after it."""


class Histories:
    """The way in for what was asked elsewhere."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def imported_at(self, digest: str) -> datetime | None:
        """Return when a file of this content was taken in; None if never."""
        query = select(next_imports.c.finished_at).where(
            next_imports.c.digest == digest, next_imports.c.finished_at.is_not(None)
        )
        with self._database.reading() as connection:
            return connection.execute(query).scalars().first()

    def known(self, conversations: Collection[str]) -> frozenset[str]:
        """Return those of these names that a history before had."""
        query = (
            select(next_visits.c.conversation)
            .join(next_imports, next_imports.c.id == next_visits.c.source)
            .where(
                next_visits.c.conversation.in_(conversations),
                next_imports.c.finished_at.is_not(None),
            )
        )
        with self._database.reading() as connection:
            return frozenset(connection.execute(query.distinct()).scalars())

    def begin(self, digest: str, name: str) -> int:
        """Begin one, and clear away what another that was cut off has left; returns its source."""
        with self._database.writing() as connection:
            unfinished = select(next_imports.c.id).where(next_imports.c.finished_at.is_(None))
            connection.execute(delete(next_visits).where(next_visits.c.source.in_(unfinished)))
            connection.execute(delete(next_imports).where(next_imports.c.finished_at.is_(None)))
            values = {"digest": digest, "name": name[:200], "begun_at": now()}
            return insert_new(connection, next_imports, values)

    def add(self, source: int, visits: Sequence[dict[str, Any]]) -> None:
        """Take in a part; nothing counts until all is finished. Raises ImportOvertaken."""
        with self._database.writing() as connection:
            _check(connection, source)
            rows = [{"refused": False, "how": Step.UNASKED, **each} for each in visits]
            connection.execute(insert(next_visits), [{"source": source, **row} for row in rows])

    def finish(self, source: int, tell: Callable[[int], None]) -> None:
        """Learn from all of it, in its place in time; raises ImportOvertaken.

        tell: called with how many questions were counted, those of the record included
        """

        def done(connection: Connection) -> None:
            _check(connection, source)
            own = next_imports.c.id == source
            connection.execute(update(next_imports).where(own).values(finished_at=now()))

        with self._database.reading() as connection:
            finished = next_imports.c.finished_at.is_not(None)
            earlier = connection.execute(select(next_imports.c.id).where(finished)).scalars().all()
        remake(self._database, {*earlier, source}, tell, done)


def _check(connection: Connection, source: int) -> None:
    """Hold the import's row until the transaction ends."""
    own = next_imports.c.id == source
    if not connection.execute(update(next_imports).where(own).values(id=source)).rowcount:
        raise ImportOvertaken
