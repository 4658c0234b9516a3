"""How customers were served by people, from the sums of days; an agent's own from the calls."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from core.insights import SERVICE, SERVICE_COUNTS, Scope, Summed
from store.database import Database
from store.insights.reading import within
from store.schema import insight_call_days, insight_call_totals, insight_calls

_NAMES = (
    *SERVICE_COUNTS,
    *(f"{measure.name}{part}" for measure in SERVICE for part in ("", "_squares", "_known")),
)


class Service:
    """The figures of calls for a person; see `core.insights.service`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def total(self, scope: Scope) -> Summed:
        return self._read(scope).get("", Summed({}))

    def by_day(self, scope: Scope) -> dict[date, Summed]:
        found = self._read(scope, "day")
        return dict(sorted(found.items()))

    def by(self, scope: Scope, what: str) -> dict[Any, Summed]:
        """Return the calls apart by queue or by hour."""
        return dict(sorted(self._read(scope, what).items()))

    def of_agent(self, scope: Scope, agent: str) -> Summed:
        """Return the calls that somebody was the last to have, of a time."""
        this = insight_calls
        sums = [func.sum(this.c[name]).label(name) for name in SERVICE_COUNTS]
        for measure in SERVICE:
            column = this.c[measure.name]
            sums += [
                func.sum(column).label(measure.name),
                func.sum(column * column).label(f"{measure.name}_squares"),
                func.count(column).label(f"{measure.name}_known"),
            ]
        query = select(*sums).where(
            this.c.agent == agent, this.c.day >= scope.since, this.c.day <= scope.until
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one()
        return Summed(dict(row._mapping))

    def _read(self, scope: Scope, key: str = "") -> dict[Any, Summed]:
        is_split = scope.segment or scope.channel or scope.language
        days = insight_call_days if is_split else insight_call_totals
        sums = [func.sum(days.c[name]).label(name) for name in _NAMES]
        query = select(*sums).where(*within(days, scope))
        if key:
            query = query.add_columns(days.c[key].label("key")).group_by(days.c[key])
        with self._database.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return {
            row.get("key", ""): Summed({name: row[name] for name in _NAMES})
            for row in rows
            if row["calls"]
        }
