"""Days that must be rolled up again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, update

from store.inserts import insert_once
from store.schema import insight_marks


def mark(connection: Connection, days: Collection[date]) -> None:
    """Have these days rolled up again, also one that is being rolled up right now."""
    marks = insight_marks
    for day in sorted(days):  # whoever else marks some of them waits, and for nobody who waits
        values = {"day": day, "contacts": True, "revision": 0}
        if not insert_once(connection, marks, values):
            again = {"contacts": True, "revision": marks.c.revision + 1}
            connection.execute(update(marks).where(marks.c.day == day).values(**again))


def mark_sums(connection: Connection, days: Collection[date]) -> None:
    """Have the sums of these days made again, also while they are being made right now."""
    marks = insight_marks
    for day in sorted(days):
        if not insert_once(connection, marks, {"day": day, "contacts": False, "revision": 0}):
            again = {"revision": marks.c.revision + 1}
            connection.execute(update(marks).where(marks.c.day == day).values(**again))
