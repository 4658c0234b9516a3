"""The sums of a day, by all that figures can be filtered by: the pages read nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    FromClause,
    Select,
    String,
    Table,
    and_,
    case,
    func,
    literal,
    select,
)

from core.insights import LATER_DAYS, MEASURES, SOON_DAYS
from store.insights.rolling.met import MET, met_by
from store.insights.rolling.worked_out import empty, fill, temporary_like
from store.schema import (
    insight_contacts,
    insight_cost_days,
    insight_cost_totals,
    insight_costs,
    insight_days,
    insight_totals,
)

SPLIT = ("segment", "channel", "queue", "language")
ALL, ARTICLE, REASON = "", "article", "reason"  # kinds of sums, beside those of MET

sums_of_day = temporary_like("sums_of_a_day", insight_days)
totals_of_day = temporary_like("totals_of_a_day", insight_totals)
cost_sums_of_day = temporary_like("cost_sums_of_a_day", insight_cost_days)
cost_totals_of_day = temporary_like("cost_totals_of_a_day", insight_cost_totals)


def work_out_sums(connection: Connection, day: date) -> None:
    """Fill the sums and totals of a day from its contacts and their costs."""
    empty(connection, sums_of_day)
    empty(connection, totals_of_day)
    empty(connection, cost_sums_of_day)
    empty(connection, cost_totals_of_day)
    for kind in (ALL, ARTICLE, REASON, *MET):
        _sum_contacts(connection, day, kind)
    fill(connection, totals_of_day, totals(sums_of_day, totals_of_day, ("kind", "day", "value")))
    _sum_costs(connection, day)
    whole = totals(cost_sums_of_day, cost_totals_of_day, ("day", "cause", "about"))
    fill(connection, cost_totals_of_day, whole)


def totals(parts: Table, whole: Table, keys: Sequence[str]) -> Select[Any]:
    """Return the sums of `parts` put together by these keys, as the columns of `whole` are."""
    sums = [
        func.sum(parts.c[each.name]).label(each.name) for each in whole.c if each.name not in keys
    ]
    by = [parts.c[name] for name in keys]
    return select(*by, *sums).group_by(*by)


def _sum_contacts(connection: Connection, day: date, kind: str) -> None:
    this = insight_contacts
    whence: FromClause = this
    value: ColumnElement[str] = this.c[kind] if kind in this.c else literal("", String(80))
    if kind in MET:
        met = met_by(select(this.c.conversation).where(this.c.day == day), kind)
        whence, value = this.join(met, met.c.conversation == this.c.conversation), met.c.value
    split = [this.c[name] for name in SPLIT]
    keys: dict[str, ColumnElement[Any]] = {
        "kind": literal(kind, String(20)),
        "day": this.c.day,
        "value": value,
        **{name: this.c[name] for name in SPLIT},
    }
    columns = {**keys, **_counted(), **_measured()}
    grouped = [this.c.day, *([value] if kind else []), *split]
    query = (
        select(*(column.label(name) for name, column in columns.items()))
        .select_from(whence)
        .where(this.c.day == day)
        .group_by(*grouped)
    )
    fill(connection, sums_of_day, query)


def _counted() -> dict[str, ColumnElement[Any]]:
    this = insight_contacts
    contained, verified = this.c.contained == 1, this.c.verified == 1
    recognised, disliked = this.c.person != "", this.c.disliked == 1
    found: dict[str, ColumnElement[Any]] = {
        "contacts": func.count(),
        "asked": func.sum(this.c.asked),
    }
    found |= {f"score_{score}": _times(this.c.score == score) for score in range(1, 6)}
    found |= {
        "contained": func.sum(this.c.contained),
        "verified": func.sum(this.c.verified),
        "recognised": _times(recognised),
        "contained_recognised": _times(and_(contained, recognised)),
        "verified_recognised": _times(and_(verified, recognised)),
    }
    for days in (SOON_DAYS, LATER_DAYS):
        back, other = this.c.back_days <= days, this.c.next_back_days <= days
        found |= {
            f"contained_back_{days}": _times(and_(contained, back)),
            f"verified_back_{days}": _times(and_(verified, back)),
            f"back_{days}": _times(back),
            f"next_back_{days}": _times(other),
            f"disliked_back_{days}": _times(and_(disliked, back)),
        }
    return found


def _measured() -> dict[str, ColumnElement[Any]]:
    found: dict[str, ColumnElement[Any]] = {}
    for measure in MEASURES:
        column = insight_contacts.c[measure.name]
        found[measure.name] = func.sum(column)
        found[f"{measure.name}_squares"] = func.sum(column * column)
        found[f"{measure.name}_any"] = _times(column > 0)
    return found


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _sum_costs(connection: Connection, day: date) -> None:
    cost, this = insight_costs, insight_contacts
    of_contact = (
        select(
            cost.c.conversation,
            cost.c.cause,
            cost.c.about,
            func.count().label("times"),
            func.sum(cost.c.minutes).label("minutes"),
        )
        .where(cost.c.day == day)
        .group_by(cost.c.conversation, cost.c.cause, cost.c.about)
        .subquery()
    )
    keys = [of_contact.c.cause, of_contact.c.about, *(this.c[name] for name in SPLIT)]
    query = (
        select(
            literal(day, Date).label("day"),
            *keys,
            func.count().label("contacts"),
            func.sum(of_contact.c.times).label("times"),
            func.sum(of_contact.c.minutes).label("minutes"),
            func.sum(of_contact.c.minutes * of_contact.c.minutes).label("squares"),
        )
        .join(this, this.c.conversation == of_contact.c.conversation)
        .group_by(*keys)
    )
    fill(connection, cost_sums_of_day, query)
