"""When customers came again: a figure of the earlier contact."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Float,
    MetaData,
    String,
    Table,
    and_,
    func,
    or_,
    select,
    update,
)

from core.insights import LATER_DAYS
from store.insights.moments import minutes_between
from store.insights.rolling.worked_out import empty, fill
from store.schema import insight_contacts

_MINUTES_A_DAY = 24 * 60
_BACK = ("back_days", "next_back_days")

_returns = Table(
    "returns_of_a_day",
    MetaData(),
    Column("conversation", String(64), primary_key=True),
    *(Column(name, Float) for name in _BACK),
    prefixes=["TEMPORARY"],
)


def work_out_returns(connection: Connection, day: date) -> None:
    """Find when customers of a day began another contact, of the same article and of others."""
    empty(connection, _returns)
    this = insight_contacts
    later = insight_contacts.alias("later")
    same = and_(later.c.article == this.c.article, this.c.article != "")
    found = (
        select(
            this.c.conversation,
            *(this.c[name].label(f"{name}_before") for name in _BACK),
            _first(this, later, same, day).label("back_days"),
            _first(this, later, ~same, day).label("next_back_days"),
        )
        .where(this.c.day == day, this.c.person != "")
        .cte("found")
    )
    changed = (found.c[name].is_distinct_from(found.c[f"{name}_before"]) for name in _BACK)
    columns = [found.c.conversation, *(found.c[name] for name in _BACK)]
    fill(connection, _returns, select(*columns).where(or_(*changed)))


def note_returns(connection: Connection) -> None:
    """Write what `work_out_returns` has found."""
    this = insight_contacts
    own = _returns.c.conversation == this.c.conversation
    values = {
        name: select(_returns.c[name]).where(own).correlate(this).scalar_subquery()
        for name in _BACK
    }
    changed = this.c.conversation.in_(select(_returns.c.conversation))
    connection.execute(update(this).where(changed).values(**values))


def _first(this: Table, later: Any, condition: ColumnElement[bool], day: date) -> Any:
    passed = minutes_between(this.c.started_at, later.c.started_at).cast(Float)
    upto = datetime.combine(day, time(), timezone.utc) + timedelta(days=LATER_DAYS + 1)
    return (
        select(func.min(passed) / _MINUTES_A_DAY)
        .where(
            later.c.person == this.c.person,
            later.c.started_at > this.c.started_at,
            later.c.started_at <= upto,
            passed <= LATER_DAYS * _MINUTES_A_DAY,
            condition,
        )
        .correlate(this)
        .scalar_subquery()
    )


def days_before(connection: Connection, contacts: Table, day: date) -> set[date]:
    """Return the earlier days whose customers came again on this one: their figures change.

    contacts: a table that has those of this day
    """
    this, earlier = contacts.alias("this_day"), insight_contacts.alias("earlier")
    query = (
        select(earlier.c.day)
        .join(this, this.c.person == earlier.c.person)
        .where(
            this.c.day == day,
            this.c.person != "",
            earlier.c.day >= day - timedelta(days=LATER_DAYS + 1),
            earlier.c.day < day,
        )
    )
    return set(connection.execute(query.distinct()).scalars())
