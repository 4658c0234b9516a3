"""The counts of which question follows which: kept row by row, each with when it last changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, tuple_, update

from core.next_questions import FollowCounts, Lesson
from store.database import Database
from store.inserts import insert_once
from store.schema import next_clock, next_counts

ALL = "*"  # the counts of all segments together
_AT_ONCE = 200  # keys in one query
Key = tuple[str | None, str]  # a segment, None for all together; an article, "" for any at all


@dataclass(frozen=True)
class LearnedRow:
    """The counts after one article.

    segment: None for all together
    article: "" for what follows on anything at all
    state: for `FollowCounts.put`
    """

    segment: str | None
    article: str
    state: Mapping[str, Any]


class LearnedCounts:
    """The counts, for whoever holds them in memory and follows their changes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def revision(self) -> int:
        """Return how often anything has been learned."""
        with self._database.reading() as connection:
            return _revision(connection)

    def changes(self, after: int) -> tuple[int, list[LearnedRow]]:
        """Return the revision, and the rows that changed after an earlier one; all after 0."""
        query = select(next_counts).where(next_counts.c.revision > after)
        with self._database.reading() as connection:
            revision = _revision(connection)
            return revision, [_row(row) for row in connection.execute(query)]

    def after(self, segment: str, article: str) -> FollowCounts:
        """Return what is known of one article in a segment; everything else is left out."""
        keys = [(of, slug) for of in (None, segment) for slug in (article, "")]
        counts = FollowCounts()
        with self._database.reading() as connection:
            for row in _read(connection, keys):
                counts.put(row.segment, row.article, row.state)
        return counts


def count(connection: Connection, lessons: Iterable[Lesson]) -> None:
    """Add what questions tell to the counts. Call `begin_to_learn` first."""
    lessons = list(lessons)
    keys = {key for lesson in lessons for key in _keys(lesson)}
    counts = FollowCounts()
    for row in _read(connection, keys):
        counts.put(row.segment, row.article, row.state)
    for lesson in lessons:
        counts.count(lesson)
    write(connection, counts, keys)


def begin_to_learn(connection: Connection) -> None:
    """Let whoever else learns wait until this transaction ends."""
    insert_once(connection, next_clock, {"id": 1, "revision": 0})
    connection.execute(update(next_clock).values(revision=next_clock.c.revision + 1))


def write(connection: Connection, counts: FollowCounts, keys: Collection[Key]) -> None:
    """Keep these rows as they are now."""
    if not keys:
        return
    revision = _revision(connection)
    for some in _parts(keys):
        connection.execute(delete(next_counts).where(_among(some)))
    rows = [
        {
            "segment": ALL if segment is None else segment,
            "article": article,
            "state": counts.state(segment, article),
            "revision": revision,
        }
        for segment, article in keys
    ]
    connection.execute(insert(next_counts), rows)


def _keys(lesson: Lesson) -> set[Key]:
    earlier = [*lesson.anyway, *([lesson.after] if lesson.after else [])]
    places = [lesson.place, *(each.place for each in earlier)]
    own = {(segment, article) for segment, slug in places for article in (slug, "")}
    return own | {(None, article) for _, article in own}


def _read(connection: Connection, keys: Collection[Key]) -> Iterable[LearnedRow]:
    for some in _parts(keys):
        for row in connection.execute(select(next_counts).where(_among(some))):
            yield _row(row)


def _among(keys: Collection[Key]) -> Any:
    named = [(ALL if segment is None else segment, article) for segment, article in keys]
    return tuple_(next_counts.c.segment, next_counts.c.article).in_(named)


def _parts(keys: Collection[Key]) -> Iterable[list[Key]]:
    ordered = list(keys)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def _row(row: Any) -> LearnedRow:
    segment = None if row.segment == ALL else row.segment
    return LearnedRow(segment, row.article, row.state)


def _revision(connection: Connection) -> int:
    return connection.execute(select(next_clock.c.revision)).scalar_one_or_none() or 0
