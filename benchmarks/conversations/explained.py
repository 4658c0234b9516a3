"""What PostgreSQL says of its own work for a look: a busy machine's other work is not in it all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event

from store.database import Database

_EXPLAIN = "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) "

Statements = list[tuple[str, Any]]  # each with its parameters


def asked_by(look: Callable[[], object]) -> Statements:
    """Look once, and return what was asked of the database."""
    statements: Statements = []

    def note(_: object, __: object, statement: str, parameters: object, *___: object) -> None:
        statements.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        look()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return statements


def spent_on(statements: Statements, database: Database) -> float:
    """Return the milliseconds in which the server planned and executed them once more."""
    with database.reading() as connection:
        plans = [
            connection.exec_driver_sql(_EXPLAIN + statement, parameters).scalar_one()[0]
            for statement, parameters in statements
        ]
    return sum(float(plan["Planning Time"]) + float(plan["Execution Time"]) for plan in plans)
