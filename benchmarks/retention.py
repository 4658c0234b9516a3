"""What a run of retention costs on a year of conversations.

python -m benchmarks.retention [--a-day 300] [--days 365] [--keep 90] [--database URL]

Fills an empty record with made-up conversations, spread over the days up to now, rolls their
figures up, looks at what would go as the admin's page does, and lets it go as a run does, with
its pauses in which others write. Meanwhile somebody writes twenty times a second, and is timed. The
figures of each day must be the same afterwards. Another command may be doing work on the machine:
say so beside the figures.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, select, update

from benchmarks.conversations.made_up import fill
from core.personal_data import AGEING, Retention, RetentionMode, in_words
from store.attachments import Attachments, DiskFiles
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.insights import InsightRollUp
from store.retention import Going, Run, Runs, would_go
from store.schema import insight_days, job_progress, utterances

_REST = 2.0  # times as long as a batch took, as the background job rests
_READ = ("question_log", "gaps", "suggested_examples", "next_questions")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="retention", description=__doc__)
    parser.add_argument("--a-day", type=int, default=300, help="conversations")
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--keep", type=int, default=90, help="days for which each kind is kept")
    parser.add_argument("--database", default="", help="an empty one; else SQLite of its own")
    wanted = parser.parse_args()
    with TemporaryDirectory(prefix="effie-retention-") as name:
        folder = Path(name)
        database = Database(wanted.database or f"sqlite:///{folder / 'effie.db'}")
        database.migrate()
        measure(database, folder, wanted.a_day, wanted.days, wanted.keep)
        database.close()


def measure(database: Database, folder: Path, a_day: int, days: int, keep: int) -> None:
    began = time.monotonic()
    _fill(database, a_day * days, a_day)
    _roll_up(database)
    print(f"{a_day * days:,} conversations of {days} days, made and rolled up: {_since(began)}")
    sums = _sums(database)
    retention = Retention(RetentionMode.DELETE, dict.fromkeys(AGEING, keep))
    began = time.monotonic()
    expected = would_go(database, retention, now())
    print(f"the admin's page, what would go: {_since(began)}: {in_words(expected)}")
    runs, files = Runs(database), Attachments(database, DiskFiles(folder / "attachments"))
    with _somebody_writes(database) as waited:
        for at in (now(), now() + timedelta(days=1)):
            run = runs.due(retention, at)
            if run is None:
                sys.exit("There was a run today; the record was not empty.")
            began = time.monotonic()
            run, longest = _go_through(database, files, run)
            runs.end(run)
            print(
                f"{'a look' if run.looks else 'the run'}: {_since(began)}, "
                f"longest batch {longest * 1000:.0f} ms: {in_words(run.counted)}"
            )
    print(
        f"who wrote meanwhile, {len(waited):,} times: p50 {statistics.median(waited) * 1000:.1f} ms"
        f", p95 {statistics.quantiles(waited, n=20)[-1] * 1000:.1f} ms"
        f", longest {max(waited) * 1000:.0f} ms"
    )
    _roll_up(database)
    if _sums(database) != sums:
        sys.exit("The figures are not the same afterwards.")
    print(f"the figures of all {len(sums)} days are the same afterwards")


def _fill(database: Database, many: int, a_day: int) -> None:
    fill(database, many, timedelta(days=1) / a_day)
    with database.writing() as connection:
        upto = connection.execute(select(func.max(utterances.c.seq))).scalar_one()
        for job in _READ:  # nobody has to make anything of what was said
            insert_once(connection, job_progress, {"job": job, "seq": upto})


def _roll_up(database: Database) -> None:
    roll_up = InsightRollUp(database)
    while roll_up.catch_up("newcomer"):
        pass


def _sums(database: Database) -> dict[Any, tuple[Any, ...]]:
    """The sums of each day, as the pages of figures read them."""
    counted = [func.sum(insight_days.c[name]) for name in ("contacts", "asked", "contained")]
    query = select(insight_days.c.day, *counted).where(insight_days.c.kind == "")
    with database.reading() as connection:
        rows = connection.execute(query.group_by(insight_days.c.day)).all()
    return {row[0]: tuple(row)[1:] for row in rows}


def _go_through(database: Database, files: Attachments, run: Run) -> tuple[Run, float]:
    going, longest = Going(database, files), 0.0
    while not going.is_over(run):
        began = time.monotonic()
        run = going.go_on(run)
        took = time.monotonic() - began
        longest = max(longest, took)
        time.sleep(_REST * took)
    return run, longest


@contextmanager
def _somebody_writes(database: Database) -> Iterator[list[float]]:
    """Write twenty times a second; gives the seconds that each took."""
    waited: list[float] = []
    over = threading.Event()

    def write() -> None:
        while not over.wait(0.05):
            began = time.monotonic()
            with database.writing() as connection:
                insert_once(connection, job_progress, {"job": "benchmark", "seq": 0})
                one = job_progress.c.job == "benchmark"
                connection.execute(update(job_progress).where(one).values(seq=len(waited)))
            waited.append(time.monotonic() - began)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield waited
    finally:
        over.set()
        thread.join()


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.1f} s"


if __name__ == "__main__":
    main()
