"""Rasa's tracker in SQL, at the address the record uses."""

from __future__ import annotations

from typing import Any

import sqlalchemy
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy.engine import make_url


class SqlTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store, taking an address as `DATABASE_URL` has it.

    It appends a turn's events and reads the current session only; the Redis store would rewrite
    the whole conversation at every turn.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        **_: Any,
    ) -> None:
        url = make_url(host or "")
        scheme = url.drivername.partition("+")[0]
        super().__init__(
            domain=domain,
            dialect="postgresql" if scheme.startswith("postgres") else scheme,
            host=url.host,
            port=url.port,
            db=url.database,
            username=url.username,
            password=url.password,
            query=dict(url.query),
            event_broker=event_broker,
        )
        self.engine.hide_parameters = True  # errors are logged, customers' words are not
        if scheme == "sqlite":
            _let_readers_and_writers_meet(self.engine)


def _let_readers_and_writers_meet(engine: Any) -> None:
    @sqlalchemy.event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")
