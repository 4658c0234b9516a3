"""How long agents were there and occupied: noted as it goes on, summed by day and hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select, update

from core.insights import EVERYTHING, MAX_UNSEEN, AtWork, Scope, Spent, seconds_by_hour, spent_by
from store.database import Database
from store.inserts import insert_once
from store.progress import note_progress, progress_of
from store.schema import insight_agent_hours, insight_queue_hours

_JOB = "occupancy"  # its progress is when somebody looked last, in seconds from here:
_BEGINNING = datetime(2020, 1, 1, tzinfo=timezone.utc)
_NAMES = tuple(field.name for field in fields(Spent))


class Occupancy:
    """The time that agents were there, and what of it they had a conversation in hand."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, team: Sequence[AtWork], at: datetime) -> bool:
        """Add the time since somebody looked last as this team spends it; tells whether it did.

        It is counted once, whichever process looks. What went on for longer than MAX_UNSEEN
        without a look, or backwards, is not counted: nobody knows who was there.
        """
        now = int((at - _BEGINNING).total_seconds())
        with self._database.writing() as connection:
            last = progress_of(connection, _JOB)
            if last == now or not note_progress(connection, _JOB, last, now):
                return False
            if not 0 < now - last <= MAX_UNSEEN:
                return False
            until = _BEGINNING + timedelta(seconds=now)
            since = until - timedelta(seconds=now - last)
            for (day, hour), seconds in seconds_by_hour(since, until).items():
                agents, queues = spent_by(team, seconds)
                _add(connection, insight_agent_hours, agents, day, hour)
                _add(connection, insight_queue_hours, queues, day, hour)
        return True

    def total(self, scope: Scope) -> Spent:
        return self._of_queues(scope, None).get("", Spent())

    def by_day(self, scope: Scope) -> dict[date, Spent]:
        return self._of_queues(scope, insight_queue_hours.c.day)

    def by_hour(self, scope: Scope) -> dict[int, Spent]:
        return self._of_queues(scope, insight_queue_hours.c.hour)

    def by_queue(self, scope: Scope) -> dict[str, Spent]:
        """Return it by queue; an agent who serves several is in each of them."""
        hours = insight_queue_hours
        asked = hours.c.queue == scope.queue if scope.queue else hours.c.queue != EVERYTHING
        return self._read(hours, scope, [asked], hours.c.queue)

    def of_agent(self, scope: Scope, agent: str) -> Spent:
        hours = insight_agent_hours
        return self._read(hours, scope, [hours.c.agent == agent], None).get("", Spent())

    def _of_queues(self, scope: Scope, key: ColumnElement[Any] | None) -> dict[Any, Spent]:
        own = insight_queue_hours.c.queue == (scope.queue or EVERYTHING)
        return self._read(insight_queue_hours, scope, [own], key)

    def _read(
        self,
        hours: Table,
        scope: Scope,
        conditions: list[ColumnElement[bool]],
        key: ColumnElement[Any] | None,
    ) -> dict[Any, Spent]:
        sums = [func.coalesce(func.sum(hours.c[name]), 0) for name in _NAMES]
        within = (hours.c.day >= scope.since, hours.c.day <= scope.until, *conditions)
        query = select(*sums).where(*within)
        if key is not None:
            query = query.add_columns(key).group_by(key).order_by(key)
        many = len(_NAMES)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {
            "" if key is None else row[many]: Spent(*(int(each) for each in row[:many]))
            for row in rows
        }


def add_to_queues(connection: Connection, spent: Mapping[str, Spent], day: date, hour: int) -> None:
    """Add what was spent in an hour by queue; less than nothing takes it out again."""
    _add(connection, insight_queue_hours, spent, day, hour)
    nothing = [insight_queue_hours.c[name] <= 0 for name in _NAMES]
    here = (insight_queue_hours.c.day == day, insight_queue_hours.c.hour == hour)
    connection.execute(delete(insight_queue_hours).where(*here, *nothing))


def _add(
    connection: Connection, table: Table, spent: Mapping[str, Spent], day: date, hour: int
) -> None:
    whose = table.c[0].name
    for name, each in sorted(spent.items()):  # in one order, so that two never wait in turn
        key = {whose: name, "day": day, "hour": hour}
        insert_once(connection, table, {**key, **dict.fromkeys(_NAMES, 0)})
        more = {column: table.c[column] + added for column, added in asdict(each).items()}
        here = [table.c[column] == value for column, value in key.items()]
        connection.execute(update(table).where(*here).values(**more))
