"""On which days there is something to list: from the sums, and of calls from these."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, func, select

from core.errors import BadInput
from core.insights import (
    BY_NAME,
    HIGH_SCORE,
    LATER_DAYS,
    SCORES,
    SERVICE_BY_NAME,
    SERVICE_COUNTS,
    SOON_DAYS,
    Scope,
)
from store.database import Database
from store.insights.reading import costs_for, days_for, within
from store.insights.rolling import ALL, ARTICLE, COMMENTED, OFFERED, REASON, REFUSED
from store.schema import insight_calls

_THEMSELVES = ("asked", "contained", "verified", "recognised")
_HOURS = {str(hour) for hour in range(24)}
_RETURNS = ("back", "next_back", "disliked_back")
_Counted = tuple[Table, ColumnElement[Any], list[ColumnElement[bool]]]


def listed_days(database: Database, scope: Scope, which: str) -> dict[date, int] | None:
    """Return how many contacts of a list there are on each day that has any, the latest first.

    None for lists that are in no sums. which: see `InsightContacts.find`
    """
    counted = _counted(which, scope)
    if counted is None:
        return None
    table, many, conditions = counted
    query = select(table.c.day, many.label("times")).where(*within(table, scope), *conditions)
    query = query.group_by(table.c.day).having(many > 0).order_by(table.c.day.desc())
    with database.reading() as connection:
        return {row.day: int(row.times) for row in connection.execute(query)}


def of_calls(value: str) -> list[ColumnElement[bool]]:
    """Return what is asked of a call; raises BadInput for what there is not."""
    name, _, hour = value.partition(":")
    if name not in {*SERVICE_BY_NAME, *SERVICE_COUNTS} or (hour and hour not in _HOURS):
        raise BadInput("There is no such list of conversations. Go back and choose a number.")
    column = insight_calls.c[name]
    known = column.is_not(None) if name in SERVICE_BY_NAME else column == 1
    return [known, *([insight_calls.c.hour == int(hour)] if hour else [])]


def _counted(which: str, scope: Scope) -> _Counted | None:
    days, costs, calls = days_for(scope), costs_for(scope), insight_calls
    kind, _, value = which.partition(":")
    if kind == "service":  # somebody may have called twice in a conversation
        return calls, func.count(calls.c.conversation.distinct()), of_calls(value)
    if kind == "cause" and not scope.article:
        name, _, about = value.partition(":")
        return costs, func.sum(costs.c.contacts), [costs.c.cause == name, costs.c.about == about]
    if kind == "reason" and not scope.article:
        return days, func.sum(days.c.contacts), [days.c.kind == REASON, days.c.value == value]
    if kind in {REFUSED, COMMENTED} and not scope.article:
        return days, func.sum(days.c.contacts), [days.c.kind == kind, days.c.value == value]
    if which in OFFERED and not scope.article:
        return days, func.sum(days.c.contacts), [days.c.kind == which, days.c.value == ""]
    column = _column(days, which)
    if column is None:
        return None
    if scope.article:
        own = [days.c.kind == ARTICLE, days.c.value == scope.article]
        return days, func.sum(column), own
    return days, func.sum(column), [days.c.kind == ALL]


def _column(table: Table, which: str) -> ColumnElement[Any] | None:
    days = table.c
    kind, _, value = which.partition(":")
    by_score = {score: days[f"score_{score}"] for score in SCORES}
    plain: dict[str, ColumnElement[Any]] = {
        "": days.contacts,
        "rated": _added([*by_score.values()]),
        "high": _added([by_score[score] for score in SCORES if score >= HIGH_SCORE]),
        **{name: days[name] for name in _THEMSELVES},
        **{name: days[f"{name}_any"] for name in BY_NAME},
        **{f"score:{score}": column for score, column in by_score.items()},
    }
    if kind in _RETURNS and value in {str(SOON_DAYS), str(LATER_DAYS)}:
        return days[f"{kind}_{value}"]
    return plain.get(which)


def _added(columns: list[ColumnElement[Any]]) -> ColumnElement[Any]:
    whole = columns[0]
    for column in columns[1:]:
        whole = whole + column
    return whole
