"""The figures of some contacts, read from the sums of their days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from core.conversations import DEMO_PREFIX
from core.insights import NO_QUEUE, OWN_LANGUAGE, Cause, CauseKind, Scope, Summed
from core.personal_data import ERASED
from store.database import Database
from store.insights.rolling import ALL, ARTICLE, MET, REASON, SPLIT
from store.schema import (
    gap_evidence,
    insight_contacts,
    insight_cost_days,
    insight_cost_totals,
    insight_days,
    insight_marks,
    insight_totals,
)

_NAMED_BY = 200  # of the latest words in a gap
_OF_ARTICLES = (CauseKind.WRONG_ANSWER, CauseKind.ASKED_BACK)
_KEYS = frozenset({"kind", "day", "value", *SPLIT})
_SUMS = tuple(column.name for column in insight_days.c if column.name not in _KEYS)


class Insights:
    """What the pages show; every figure comes with what it is counted from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def total(self, scope: Scope) -> Summed:
        with self._database.reading() as connection:
            return _read(connection, scope, ())[()]

    def by_day(self, scope: Scope) -> dict[date, Summed]:
        """Return the days on which somebody came, in their order."""
        with self._database.reading() as connection:
            found = _read(connection, scope, ("day",))
        return {key[0]: each for key, each in sorted(found.items())}

    def by(self, scope: Scope, what: str, names: Collection[str]) -> dict[str, Summed]:
        """Return the contacts apart by segment, channel, queue, language, article or reason.

        Or by what they met, see MET: "" stands for all of them together.
        Those with most contacts first; of their sums only these: of articles there are many rows
        a day, and every column costs. {} for reasons and what was met where an article is asked
        for: they are not counted together.
        """
        if what in {REASON, *MET} and scope.article:
            return {}
        of_value = what in {ARTICLE, REASON, *MET}
        key, kind = ("value", what) if of_value else (what, ALL)
        with self._database.reading() as connection:
            found = _read(connection, scope, (key,), kind=kind, names=names)
        named = {key[0]: each for key, each in found.items()}
        return dict(sorted(named.items(), key=lambda each: (-each[1].contacts, each[0])))

    def causes(self, scope: Scope) -> tuple[Cause, ...]:
        """Return what has cost most minutes, the most first; of an article only its own."""
        cost = costs_for(scope)
        names = ("contacts", "times", "minutes", "squares")
        sums = [func.sum(cost.c[name]).label(name) for name in names]
        query = select(cost.c.cause, cost.c.about, *sums).where(*within(cost, scope))
        if scope.article:
            query = query.where(cost.c.cause.in_(_OF_ARTICLES), cost.c.about == scope.article)
        query = query.group_by(cost.c.cause, cost.c.about).order_by(func.sum(cost.c.minutes).desc())
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            Cause(row.cause, row.about, int(row.contacts), int(row.times), row.minutes, row.squares)
            for row in rows
        )

    def minutes_by_day(self, scope: Scope, cause: Cause) -> dict[date, float]:
        """Return what a cause has cost on each day."""
        cost = costs_for(scope)
        query = (
            select(cost.c.day, func.sum(cost.c.minutes).label("minutes"))
            .where(*within(cost, scope), cost.c.cause == cause.kind, cost.c.about == cause.about)
            .group_by(cost.c.day)
            .order_by(cost.c.day)
        )
        with self._database.reading() as connection:
            return {row.day: row.minutes for row in connection.execute(query)}

    def gap_words(self, gaps: Sequence[int]) -> dict[int, str]:
        """Return what was said most often in each of these gaps, of the latest words in it."""
        said, found = gap_evidence.c, {}
        latest = select(said.words).where(said.words != ERASED).order_by(said.at.desc())
        with self._database.reading() as connection:
            for gap in gaps:
                own = latest.where(said.gap == gap).limit(_NAMED_BY)
                if words := Counter(connection.execute(own).scalars()):
                    found[gap] = min(words, key=lambda each: (-words[each], each))
        return found

    def choices(self, scope: Scope) -> Mapping[str, Sequence[str]]:
        """Return what there is to filter by in a time: channels, queues and languages."""
        whole = Scope(scope.since, scope.until)
        names = ("segment", "channel", "queue", "language")
        columns = [insight_days.c[name] for name in names]
        query = select(*columns).where(insight_days.c.kind == ALL, *within(insight_days, whole))
        with self._database.reading() as connection:
            rows = connection.execute(query.distinct()).all()
        return {name: sorted({getattr(row, name) for row in rows}) for name in names}

    def has_demo(self) -> bool:
        """Whether the demo history is among the contacts."""
        own = insight_contacts.c.conversation
        query = select(own).where(own >= DEMO_PREFIX).order_by(own).limit(1)
        with self._database.reading() as connection:
            first = connection.execute(query).scalar_one_or_none()
        return first is not None and first.startswith(DEMO_PREFIX)

    def waiting(self, scope: Scope | None = None) -> int:
        """Return how many days have yet to be rolled up again, of a time or at all."""
        query = select(func.count()).select_from(insight_marks)
        if scope is not None:
            query = query.where(insight_marks.c.day.between(scope.since, scope.until))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())


def _read(
    connection: Connection,
    scope: Scope,
    keys: Sequence[str],
    kind: str = ALL,
    names: Collection[str] = _SUMS,
) -> dict[tuple[Any, ...], Summed]:
    """Return the sums by these columns; without any there is one, of everything."""
    days = days_for(scope, keys)
    conditions = within(days, scope)
    if scope.article:
        kind = ARTICLE
        conditions.append(days.c.value == scope.article)
    by = [days.c[key] for key in keys]
    sums = [func.sum(days.c[name]).label(name) for name in names]
    query = select(*by, *sums).where(days.c.kind == kind, *conditions)
    rows = connection.execute(query.group_by(*by) if by else query)
    many = len(by)
    return {tuple(row[:many]): Summed(dict(zip(names, row[many:], strict=True))) for row in rows}


def days_for(scope: Scope, keys: Collection[str] = ()) -> Table:
    """Return the smallest table that has the sums of days as they are asked for.

    keys: what they are to be told apart by
    """
    return insight_days if _is_split(scope, keys) else insight_totals


def costs_for(scope: Scope) -> Table:
    """Return the smallest table that has what causes have cost, as it is asked for."""
    return insight_cost_days if _is_split(scope) else insight_cost_totals


def _is_split(scope: Scope, keys: Collection[str] = ()) -> bool:
    return any(getattr(scope, name) or name in keys for name in SPLIT)


def within(table: Table, scope: Scope) -> list[ColumnElement[bool]]:
    """Conditions on a day's sums, or on a contact, but for the article."""
    conditions = [table.c.day >= scope.since, table.c.day <= scope.until]
    meant = {OWN_LANGUAGE: "", NO_QUEUE: ""}
    for name in SPLIT:
        value = getattr(scope, name)
        if value:
            conditions.append(table.c[name] == meant.get(value, value))
    return conditions
