"""The runs of each day in the record: what each would do or did, and how far it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from core.personal_data import Counts, Kind, Retention, RetentionMode, in_words
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.progress import progress_of
from store.schema import insight_marks, retention_runs, utterances

MAX_RUNS_LISTED = 60
# Who reads what was said, and makes of it what stays.
_READERS = ("question_log", "gaps", "suggested_examples", "next_questions", "insights_said")


@dataclass(frozen=True)
class Run:
    """A run.

    looks: it deletes nothing
    days: by kind, as they were set when it began
    counts: by kind, what would go or has gone
    step: how many places are done; problem: what it waits for, or why it ended early
    """

    id: int
    day: date
    at: datetime
    looks: bool
    days: dict[str, int]
    counts: dict[str, int]
    step: int
    problem: str
    changed_at: datetime
    done_at: datetime | None

    @property
    def retention(self) -> Retention:
        mode = RetentionMode.LOOK if self.looks else RetentionMode.DELETE
        return Retention(mode, {Kind(name): days for name, days in self.days.items()})

    @property
    def counted(self) -> Counts:
        return Counter({Kind(name): number for name, number in self.counts.items()})


class Runs:
    """The runs in the record; one a day, by the clock of UTC."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, retention: Retention, at: datetime) -> Run | None:
        """Return the run that goes on, or begin that of today; None where there is nothing to do.

        The first run with days that are new only looks, see `Retention.only_looks`.
        """
        going_on = retention_runs.c.done_at.is_(None)
        query = select(retention_runs).where(going_on).order_by(retention_runs.c.id).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
            latest = connection.execute(select(func.max(retention_runs.c.day))).scalar_one()
        if row is not None:
            return _run(row)
        if not retention.days or (latest is not None and latest >= at.date()):
            return None
        return self._begin(retention, at)

    def latest(self, most: int = MAX_RUNS_LISTED) -> list[Run]:
        """Return the runs, the latest first."""
        query = select(retention_runs).order_by(retention_runs.c.id.desc()).limit(most)
        with self._database.reading() as connection:
            return [_run(row) for row in connection.execute(query)]

    def note(self, run: Run, problem: str = "", **values: Any) -> Run:
        """Note how far it is, and what it waits for."""
        with self._database.writing() as connection:
            return note_run(connection, run, {"problem": problem, **values})

    def end(self, run: Run, problem: str = "") -> None:
        """Note that it is done, with a receipt.

        problem: why it ended before all was done, "" for all
        """
        told = {"done_at": now(), "changed_at": now(), "problem": problem}
        still = (retention_runs.c.id == run.id) & retention_runs.c.done_at.is_(None)
        what = "retention.look" if run.looks else "retention.delete"
        detail = f"{in_words(run.counted)}. {problem}".removesuffix(". ")
        with self._database.writing() as connection:
            if connection.execute(update(retention_runs).where(still).values(**told)).rowcount:
                write_audit(connection, "effie", what, f"retention {run.id}", detail)

    def _begin(self, retention: Retention, at: datetime) -> Run | None:
        earlier = select(retention_runs.c.days).where(
            retention_runs.c.done_at.is_not(None), retention_runs.c.problem == ""
        )
        with self._database.writing() as connection:
            known = connection.execute(
                earlier.order_by(retention_runs.c.id.desc()).limit(1)
            ).scalars()
            looked_at = [{Kind(name): days for name, days in each.items()} for each in known]
            values = {"day": at.date(), "at": at, "looks": retention.only_looks(looked_at)}
            values |= {"days": {kind.value: days for kind, days in retention.days.items()}}
            values |= {"counts": {}, "step": 0, "problem": "", "changed_at": at}
            if not insert_once(connection, retention_runs, values):  # another process was first
                return None
            query = select(retention_runs).where(retention_runs.c.day == at.date())
            return _run(connection.execute(query).one())


def note_run(connection: Connection, run: Run, values: Mapping[str, Any]) -> Run:
    """Note how far a run is, in the transaction of what was done."""
    told = {**values, "changed_at": now()}
    connection.execute(update(retention_runs).where(retention_runs.c.id == run.id).values(**told))
    query = select(retention_runs).where(retention_runs.c.id == run.id)
    return _run(connection.execute(query).one())


def count_gone(connection: Connection, run: Run, kind: Kind, rows: int) -> Run:
    """Count what has gone, in the transaction in which it goes: after a crash nothing is twice."""
    query = select(retention_runs.c.counts).where(retention_runs.c.id == run.id)
    counted = Counter(connection.execute(query.with_for_update()).scalar_one())
    counted[kind.value] += rows
    return note_run(connection, run, {"counts": dict(counted), "problem": ""})


def figures_behind(database: Database, run: Run) -> bool:
    """Tell whether something that would go has not been counted yet."""
    befores = [run.retention.before(kind, run.at) for kind in run.retention.days]
    newest = max(filter(None, befores))
    marked = select(insight_marks.c.day).where(
        insight_marks.c.contacts.is_(True), insight_marks.c.day <= newest.date()
    )
    with database.reading() as connection:
        read = min(progress_of(connection, job) for job in _READERS)
        unread = select(utterances.c.at).where(utterances.c.seq > read)
        oldest = connection.execute(unread.order_by(utterances.c.seq).limit(1)).scalar_one_or_none()
        is_marked = connection.execute(marked.limit(1)).first() is not None
    return is_marked or (oldest is not None and oldest < newest)


def _run(row: Row[Any]) -> Run:
    return Run(**{str(name): value for name, value in row._mapping.items()})
