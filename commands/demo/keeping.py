"""The demo history in the record: written at once, and taken out again whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import count, islice
from typing import Any

from sqlalchemy import Connection, Date, Table, delete, func, insert, select, text

from commands.demo.at_work import remove_hours, write_hours
from commands.demo.planning import DAYS, Company, Plan, plan
from commands.demo.telling import REFUSED, tell
from core.conversations import DEMO_PREFIX
from core.errors import BadInput, Conflict
from store.clock import now
from store.database import Database
from store.insights import mark
from store.policies import policy_named
from store.schema import (
    conversations,
    gap_evidence,
    gaps,
    handoff_events,
    handoffs,
    insight_calls,
    insight_contacts,
    insight_costs,
    insight_drivers,
    policies,
    question_log,
    refusals,
    repeated_questions,
    surveys,
    utterances,
)

_AT_A_TIME = 500  # contacts
_DEMO = "Demo history"  # who has made what is made up
_END = "demo-history."  # the first text behind all that begin with DEMO_PREFIX
_TABLES: tuple[Table, ...] = (
    *(utterances, handoff_events, handoffs, repeated_questions, surveys, refusals),
    *(question_log, gap_evidence, insight_contacts, insight_costs, insight_calls),
)


class DemoHistoryThere(Conflict):
    """The demo history is there already. Take it out first: make demo-history REMOVE=1."""


def write_history(
    database: Database, company: Company, days: int = DAYS, until: datetime | None = None
) -> int:
    """Write the contacts of the last days; returns how many. Raises DemoHistoryThere.

    until: when the last of these days ends; now if it is left out
    """
    with database.reading() as connection:
        if _next_number(connection):
            raise DemoHistoryThere
    return _write_planned(database, company, plan(company, until or now(), days))


def go_on_with_history(database: Database, company: Company) -> int:
    """Write the contacts since the last of the history there is; returns how many."""
    at = conversations.c.started_at
    with database.reading() as connection:
        first = _next_number(connection)
        last = connection.execute(select(func.max(at)).where(_own(conversations.c.id))).scalar()
    if last is None:
        raise BadInput("There is no demo history to go on with. Write it first: make demo-history")
    days = (now().date() - last.date()).days - 1  # today has not ended yet
    return _write_planned(database, company, plan(company, now(), days, first))


def remove_history(database: Database) -> int:
    """Take all of it out again; returns how many contacts that were."""
    with database.writing() as connection:
        own = _own(conversations.c.id)
        day = func.date(conversations.c.started_at, type_=Date)
        remove_hours(connection)
        days: set[date] = set(connection.execute(select(day).where(own).distinct()).scalars())
        for table in _TABLES:
            connection.execute(delete(table).where(_own(table.c.conversation)))
        kept = select(gap_evidence.c.gap).where(gap_evidence.c.gap.is_not(None))
        connection.execute(delete(gaps).where(gaps.c.id.not_in(kept), gaps.c.decided_at.is_(None)))
        still = select(refusals.c.policy)
        made_up = policies.c.made_by_name == _DEMO
        connection.execute(delete(policies).where(made_up, policies.c.id.not_in(still)))
        many = connection.execute(delete(conversations).where(own)).rowcount
        mark(connection, days)
        connection.execute(delete(insight_drivers))  # they were found in it as well
    return many


def _write_planned(database: Database, company: Company, planned: Iterator[Plan]) -> int:
    many = 0
    while some := list(islice(planned, _AT_A_TIME)):
        with database.writing() as connection:
            _write(connection, some)
        many += len(some)
    with database.writing() as connection:
        remove_hours(connection)  # those of all that there is now are worked out together
        write_hours(connection, sorted({queue for _, queue in company.segments}))
    return many


def _next_number(connection: Connection) -> int:
    """Return the number of the next contact, 0 where there is none yet."""
    ids = connection.execute(select(conversations.c.id).where(_own(conversations.c.id))).scalars()
    return max((1 + int(each.removeprefix(DEMO_PREFIX)) for each in ids), default=0)


def _write(connection: Connection, planned: Iterable[Plan]) -> None:
    rows: defaultdict[Table, list[dict[str, Any]]] = defaultdict(list)
    numbers = _handoff_numbers(connection)
    for each in planned:
        for table, some in tell(each, next(numbers) if each.reason else 0).items():
            rows[table].extend(some)
    if rows[refusals]:
        known = _policies(connection)
        rows[refusals] = [{**each, "policy": known[each["policy"]]} for each in rows[refusals]]
    for table, some in rows.items():
        if some:
            connection.execute(insert(table), some)


def _policies(connection: Connection) -> list[int]:
    """Return the ids of what customers are refused because of, in the order of REFUSED."""
    return [policy_named(connection, words, _DEMO) for words in REFUSED]


def _handoff_numbers(connection: Connection) -> Iterator[int]:
    """Yield numbers of handoffs that no later one gets: PostgreSQL draws its own."""
    if connection.dialect.name == "postgresql":
        drawn = text("SELECT nextval(pg_get_serial_sequence('handoffs', 'id'))")
        while True:
            yield int(connection.execute(drawn).scalar_one())
    yield from count((connection.execute(select(func.max(handoffs.c.id))).scalar_one() or 0) + 1)


def _own(column: Any) -> Any:
    return (column >= DEMO_PREFIX) & (column < _END)
