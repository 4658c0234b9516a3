"""How customers of a day were served by people, call by call, and the sums of these."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    case,
    exists,
    extract,
    func,
    literal,
    or_,
    select,
)

from core.conversations import Author
from core.handoffs import FollowUpKind, HandoffState
from core.insights import SERVICE, SERVICE_COUNTS
from store.insights.moments import minutes_between
from store.insights.rolling.contacts import began_on, contacts_of_day
from store.insights.rolling.sums import SPLIT, totals
from store.insights.rolling.waits import stretches, waits
from store.insights.rolling.worked_out import empty, fill, temporary_like
from store.schema import (
    follow_ups,
    handoffs,
    insight_call_days,
    insight_call_totals,
    insight_calls,
    utterances,
)

calls_of_day = temporary_like("calls_of_a_day", insight_calls)
call_sums_of_day = temporary_like("call_sums_of_a_day", insight_call_days)
call_totals_of_day = temporary_like("call_totals_of_a_day", insight_call_totals)


def work_out_calls(connection: Connection, day: date) -> None:
    """Fill `calls_of_day` with the handoffs of a day's contacts, from `contacts_of_day`."""
    empty(connection, calls_of_day)
    fill(connection, calls_of_day, _calls(began_on(day)))


def work_out_call_sums(connection: Connection, day: date) -> None:
    """Fill `call_sums_of_day` and `call_totals_of_day` from the calls of a day."""
    this = insight_calls
    keys = [this.c.day, this.c.hour, *(this.c[name] for name in SPLIT)]
    sums = [func.sum(this.c[name]).label(name) for name in SERVICE_COUNTS]
    for measure in SERVICE:
        column = this.c[measure.name]
        sums += [
            func.coalesce(func.sum(column), 0.0).label(measure.name),
            func.coalesce(func.sum(column * column), 0.0).label(f"{measure.name}_squares"),
            func.count(column).label(f"{measure.name}_known"),
        ]
    empty(connection, call_sums_of_day)
    query = select(*keys, *sums).where(this.c.day == day).group_by(*keys)
    fill(connection, call_sums_of_day, query)
    empty(connection, call_totals_of_day)
    whole = totals(call_sums_of_day, call_totals_of_day, ("day", "hour", "queue"))
    fill(connection, call_totals_of_day, whole)


def _calls(theirs: Select[Any]) -> Select[Any]:
    each, contact = handoffs, contacts_of_day
    waited = _minutes(waits(theirs), "waited")
    held = _minutes(stretches(theirs, HandoffState.CLAIMED, "holds"), "held")
    owed = follow_ups
    is_owed = and_(
        owed.c.conversation == each.c.conversation,
        owed.c.kind == FollowUpKind.PROMISED,
        each.c.id == _promised_in(),
    )
    columns: dict[str, ColumnElement[Any]] = {
        "handoff": each.c.id,
        "conversation": each.c.conversation,
        "day": contact.c.day,
        "hour": extract("hour", each.c.opened_at).cast(Integer),
        "agent": each.c.agent,
        **{name: contact.c[name] for name in SPLIT},
        "queue": each.c.queue,
        "wait": waited.c.minutes,
        "first_answer": minutes_between(each.c.opened_at, _first_answer()),
        "handling": held.c.minutes,
        "calls": literal(1),
        "reopened": _flag(_called_again()),
        "promised": _flag(owed.c.id.is_not(None)),
        "kept": _flag(func.coalesce(owed.c.done_at <= owed.c.due_at, False)),
    }
    return (
        select(*(column.label(name) for name, column in columns.items()))
        .join(contact, contact.c.conversation == each.c.conversation)
        .outerjoin(waited, waited.c.handoff == each.c.id)
        .outerjoin(held, held.c.handoff == each.c.id)
        .outerjoin(owed, is_owed)
    )


def _minutes(each: CTE, name: str) -> CTE:
    """The minutes of each handoff; none where one of its stretches still goes on."""
    known = func.count(each.c.minutes) == func.count()
    total = case((known, func.sum(each.c.minutes))).label("minutes")
    return select(each.c.handoff, total).group_by(each.c.handoff).cte(name)


def _promised_in() -> Any:
    """The call in which a promise was made: the latest that had begun by then."""
    call = handoffs.alias("of_promise")
    return (
        select(func.max(call.c.id))
        .where(
            call.c.conversation == follow_ups.c.conversation,
            call.c.opened_at <= follow_ups.c.opened_at,
        )
        .correlate(follow_ups)
        .scalar_subquery()
    )


def _first_answer() -> Any:
    said = utterances
    return (
        select(func.min(said.c.at))
        .where(
            said.c.conversation == handoffs.c.conversation,
            said.c.author == Author.AGENT,
            said.c.at >= handoffs.c.opened_at,
            or_(handoffs.c.ended_at.is_(None), said.c.at <= handoffs.c.ended_at),
        )
        .correlate(handoffs)
        .scalar_subquery()
    )


def _called_again() -> ColumnElement[bool]:
    later = handoffs.alias("later")
    is_later = and_(later.c.conversation == handoffs.c.conversation, later.c.id > handoffs.c.id)
    return exists().where(is_later).correlate(handoffs)


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)
