"""What admins see of a connection: when it was last used, what fails, and what was counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from core.channels import IN_A_ROW, Delivery, Tally
from store.channels.outbox import TEST_CAUSE
from store.clock import now
from store.database import Database
from store.schema import arrivals, channel_tallies, outgoing

_LOOKS_BACK = timedelta(days=30)
_MOST_REASONS = 20


@dataclass(frozen=True)
class Counted:
    """Something that happened several times."""

    words: str
    times: int
    last_at: datetime


@dataclass(frozen=True)
class Overview:
    """A connection as the record knows it.

    last_in, last_out: when something of a customer's came, when something was last sent
    waiting: why messages wait that were tried, most of them first
    failures: why messages failed in the last 30 days, the most frequent first
    unusable: why nothing could be done with what came, in the same days
    newest: why the last messages failed, see `condition_of`
    tallies: what is only counted
    test: the last test message, by its id; 0 before the first
    """

    last_in: datetime | None
    last_out: datetime | None
    waiting: tuple[Counted, ...]
    failures: tuple[Counted, ...]
    unusable: tuple[Counted, ...]
    newest: tuple[str | None, ...]
    tallies: Mapping[Tally, Counted]
    test: int


class Overviews:
    """Reads them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, connection: str) -> Overview:
        """Return what stands in the record about a connection, also about one that is off."""
        lately = now() - _LOOKS_BACK
        ours, theirs = outgoing.c.connection == connection, arrivals.c.connection == connection
        failed = ours & (outgoing.c.state == Delivery.FAILED) & (outgoing.c.changed_at > lately)
        waits = ours & (outgoing.c.state == Delivery.QUEUED) & (outgoing.c.reason != "")
        odd = theirs & (arrivals.c.problem != "") & (arrivals.c.arrived_at > lately)
        has_gone = outgoing.c.state.not_in([Delivery.QUEUED, Delivery.FAILED])
        last_out = select(func.max(outgoing.c.sent_at)).where(ours & has_gone)
        last_in = select(func.max(arrivals.c.arrived_at)).where(theirs)
        test = select(func.max(outgoing.c.id)).where(ours & outgoing.c.cause.startswith(TEST_CAUSE))
        with self._database.reading() as db:
            return Overview(
                last_in=db.execute(last_in).scalar(),
                last_out=db.execute(last_out).scalar(),
                waiting=_counted(db, outgoing.c.reason, outgoing.c.changed_at, waits),
                failures=_counted(db, outgoing.c.reason, outgoing.c.changed_at, failed),
                unusable=_counted(db, arrivals.c.problem, arrivals.c.arrived_at, odd),
                newest=_newest(db, ours),
                tallies=_tallies(db, connection),
                test=db.execute(test).scalar() or 0,
            )


def _counted(
    db: Connection,
    words: ColumnElement[str],
    at: ColumnElement[datetime],
    which: ColumnElement[bool],
) -> tuple[Counted, ...]:
    query = (
        select(words, func.count(), func.max(at))
        .where(which)
        .group_by(words)
        .order_by(func.count().desc(), words)
        .limit(_MOST_REASONS)
    )
    return tuple(Counted(*row) for row in db.execute(query))


def _newest(db: Connection, ours: ColumnElement[bool]) -> tuple[str | None, ...]:
    ended = ours & (outgoing.c.state != Delivery.QUEUED)
    query = select(outgoing.c.state, outgoing.c.reason).where(ended)
    rows = db.execute(query.order_by(outgoing.c.id.desc()).limit(IN_A_ROW))
    return tuple(row.reason if row.state is Delivery.FAILED else None for row in rows)


def _tallies(db: Connection, connection: str) -> dict[Tally, Counted]:
    query = select(channel_tallies).where(channel_tallies.c.connection == connection)
    return {row.what: Counted(row.what.value, row.times, row.last_at) for row in db.execute(query)}
