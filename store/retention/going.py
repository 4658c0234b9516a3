"""A run, done in batches: each is a transaction of its own, which counts what it has taken."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from core.personal_data import Whose
from store.attachments import Attachments
from store.database import Database
from store.personal_data import PLACES, Ages, Place, erase_rows, forget_wordless, pseudonym
from store.personal_data.places import MAX_ROWS_AT_A_TIME, Condition, with_keys
from store.retention.due import AGEING_PLACES, due, going_conversations
from store.retention.runs import Run, count_gone, note_run
from store.schema import attachments, conversations, suggested_examples

_CONVERSATIONS_AT_A_TIME = 50
_LOOKED_FOR = 20_000  # keys at once: no table is read from end to end for every batch
_WITH_A_CONVERSATION = tuple(each for each in PLACES if each.table is not attachments)


class Going:
    """What goes in one run after another; where a process died, another one goes on.

    What was found is looked at once more in the transaction in which it goes: it may have come
    under way meanwhile.
    """

    def __init__(self, database: Database, files: Attachments) -> None:
        self._database, self._files = database, files
        self._found: list[tuple[Any, ...]] = []
        self._found_for = (0, 0)  # the run, and its step

    def is_over(self, run: Run) -> bool:
        """Tell whether all of the record is done."""
        return run.step >= len(AGEING_PLACES)

    def go_on(self, run: Run) -> Run:
        """Do a batch of a run, or all of a place where it only looks."""
        place, ages = AGEING_PLACES[run.step]
        if run.looks:
            return self._look(run, place, ages)
        if self._found_for != (run.id, run.step) or not self._found:
            self._found = self._look_for(run, place, ages)
            self._found_for = (run.id, run.step)
        if not self._found:
            with self._database.writing() as connection:
                return note_run(connection, run, {"step": run.step + 1, "problem": ""})
        at_a_time = _CONVERSATIONS_AT_A_TIME if place.table is conversations else MAX_ROWS_AT_A_TIME
        batch = self._found[:at_a_time]
        (these,) = with_keys(place, batch)
        if place.table is attachments:
            self._delete_files([key for (key,) in batch], run, place, ages)
        with self._database.writing() as connection:
            _overwrite(connection)
            rows = _let_go(connection, place, ages, these, run)
            run = count_gone(connection, run, place.kind, rows)
        self._found = self._found[at_a_time:]
        return run

    def _look(self, run: Run, place: Place, ages: Ages) -> Run:
        going = going_conversations(run.retention, run.at)
        these = due(place, ages, run.retention, run.at, going)
        with self._database.reading() as connection:
            query = select(func.count()).select_from(place.table).where(these)
            rows = connection.execute(query).scalar_one()
        with self._database.writing() as connection:
            run = count_gone(connection, run, place.kind, rows)
            return note_run(connection, run, {"step": run.step + 1})

    def _look_for(self, run: Run, place: Place, ages: Ages) -> list[tuple[Any, ...]]:
        these = due(place, ages, run.retention, run.at)
        query = select(*place.table.primary_key).where(these).limit(_LOOKED_FOR)
        with self._database.reading() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def _delete_files(self, ids: list[str], run: Run, place: Place, ages: Ages) -> None:
        """Delete files before their rows: a row without its file says so, a file nothing."""
        these = attachments.c.id.in_(ids) & due(place, ages, run.retention, run.at)
        with self._database.reading() as connection:
            still = set(connection.execute(select(attachments.c.id).where(these)).scalars())
        for name in ids:
            kept = self._files.find(name) if name in still else None
            if kept is not None:
                self._files.files.delete(kept.key)
                self._files.files.delete(kept.preview_key)


def _let_go(connection: Connection, place: Place, ages: Ages, these: Condition, run: Run) -> int:
    still = these & due(place, ages, run.retention, run.at)
    if place.table is conversations:
        ids = connection.execute(select(conversations.c.id).where(still)).scalars().all()
        return _let_conversations_go(connection, {name: pseudonym() for name in ids})
    if ages.leaves is None:
        return connection.execute(delete(place.table).where(still)).rowcount
    rows = connection.execute(update(place.table).where(still).values(**ages.leaves)).rowcount
    if place.table is suggested_examples:
        forget_wordless(connection)
    return rows


def _let_conversations_go(connection: Connection, ids: dict[str, str]) -> int:
    """Erase conversations, as those of somebody who asked for it, but not whose they were."""
    if not ids:
        return 0
    whose = Whose("", ids)
    for place in _WITH_A_CONVERSATION:
        if place.is_of_conversations:
            erase_rows(connection, place, place.theirs(whose), whose)
    return len(ids)


def _overwrite(connection: Connection) -> None:
    """Let SQLite write over what it deletes; otherwise it stays in the file until it is needed."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
