"""SQLite, shared by many threads and processes: a write-ahead log, and writers who take turns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL")
_MAX_PATIENCE_WHILE_LOCKED = 0.5  # seconds


def take_turns(engine: Engine, patience: float) -> None:
    """Let writers wait up to `patience` seconds for their turn.

    A transaction that will write says so when it begins; one that only finds out later could be
    refused at once, without waiting for its turn. Once one has waited in vain, the next ones hardly
    wait until one gets its turn: a held file would take all threads, and readers with them.
    """
    is_held = False

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        nonlocal is_held
        if not connection.get_execution_options().get("writes"):
            connection.exec_driver_sql("BEGIN")
            return
        seconds = min(patience, _MAX_PATIENCE_WHILE_LOCKED) if is_held else patience
        connection.exec_driver_sql(f"PRAGMA busy_timeout={int(seconds * 1000)}")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError:
            is_held = True
            raise
        is_held = False
