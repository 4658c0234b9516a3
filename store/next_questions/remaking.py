"""The counts made again, from every visit that is kept, in the order of their times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, select, tuple_

from core.next_questions import Earlier, FollowCounts, Lesson, Step
from store.database import Database
from store.next_questions.counts import begin_to_learn, write
from store.next_questions.threads import OURS
from store.progress import progress_of
from store.schema import next_counts, next_offers, next_visits

JOB = "next_questions"
_AT_ONCE = 2000  # visits


def remake(
    database: Database,
    sources: Collection[int],
    tell: Callable[[int], None],
    finish: Callable[[Connection], None],
) -> None:
    """Make the counts again from the record and these histories.

    What customers ask meanwhile is learned on; nobody waits for more than the last moment.

    tell: called with how many visits were counted
    finish: called in the transaction that keeps the new counts
    """
    with database.reading() as connection:
        upto = progress_of(connection, JOB)  # every visit up to here is kept by now
    counts, done = FollowCounts(), 0
    for lessons in _pages(database, sources, upto):
        for lesson in lessons:
            counts.count(lesson)
        done += len(lessons)
        tell(done)
    with database.writing() as connection:
        begin_to_learn(connection)
        newer = _visits().where(next_visits.c.source == OURS, next_visits.c.seq > upto)
        rows = connection.execute(newer.order_by(next_visits.c.at, next_visits.c.seq)).all()
        for lesson in _lessons(connection, rows):
            counts.count(lesson)
        connection.execute(delete(next_counts))
        write(connection, counts, counts.keys())
        finish(connection)


def _pages(database: Database, sources: Collection[int], upto: int) -> Iterator[Sequence[Lesson]]:
    wanted = next_visits.c.source.in_(sources) | (
        (next_visits.c.source == OURS) & (next_visits.c.seq <= upto)
    )
    place = tuple_(next_visits.c.at, next_visits.c.source, next_visits.c.seq)
    query = _visits().where(wanted)
    query = query.order_by(next_visits.c.at, next_visits.c.source, next_visits.c.seq)
    last: Row[Any] | None = None
    while True:
        page = query if last is None else query.where(place > (last.at, last.source, last.seq))
        with database.reading() as connection:
            rows = connection.execute(page.limit(_AT_ONCE)).all()
            lessons = _lessons(connection, rows)
        if not rows:
            return
        yield lessons
        last = rows[-1]


def _lessons(connection: Connection, rows: Sequence[Row[Any]]) -> list[Lesson]:
    ours = [row.seq for row in rows if row.source == OURS]
    offered: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    anyway: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    if ours:
        under = select(next_offers).where(next_offers.c.visit.in_(ours))
        for offer in connection.execute(under.order_by(next_offers.c.place)):
            offered[offer.visit].append(offer)
        passed = next_offers.c.taken_by.in_(ours) & (next_offers.c.outcome == Step.ANYWAY)
        untold = next_offers.c.told.is_(False)
        for offer in connection.execute(select(next_offers).where(passed, untold)):
            anyway[offer.taken_by].append(offer)
    return [
        _lesson(row, offered.get(row.seq, ()), anyway.get(row.seq, ()))
        if row.source == OURS
        else _lesson(row, (), ())
        for row in rows
    ]


def _lesson(row: Row[Any], offered: Sequence[Row[Any]], anyway: Sequence[Row[Any]]) -> Lesson:
    before = row.after_at or row.at  # who was known by another name then left no time behind
    after = Earlier((row.after_segment, row.after), before) if row.after else None
    earlier = tuple(
        Earlier((offer.segment, offer.article), offer.at)
        for offer in anyway
        if offer.article != row.after
    )
    slugs, told = tuple(each.offered for each in offered), [e.offered for e in offered if e.told]
    place = (row.segment, row.article)
    return Lesson(place, row.at, slugs, after, row.how, earlier, "".join(told))


def _visits() -> Select[Any]:
    """Select the visits, each with when the one was that it follows on, as `after_at`."""
    before = next_visits.alias("before")
    latest = select(func.max(before.c.at)).where(
        before.c.person == next_visits.c.person,
        before.c.article == next_visits.c.after,
        before.c.at <= next_visits.c.at,
        before.c.refused.is_(False),
    )
    return select(next_visits, latest.scalar_subquery().label("after_at"))
