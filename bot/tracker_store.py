"""Rasa's tracker in SQL, at the address the record uses."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import Index, func
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

_Row: Any = SQLTrackerStore.SQLEvent
_IN_ORDER = Index("events_in_order", _Row.sender_id, _Row.id)


class SqlTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store, taking an address as `DATABASE_URL` has it.

    It appends a turn's events and reads the current session only, both without a look at older
    ones; the Redis store would rewrite the whole conversation at every turn.
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
        _IN_ORDER.create(self.engine, checkfirst=True)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what is new and hand it to the broker, without reading the session again."""
        with self.session_scope() as session:
            new = list(self._additional_events(session, tracker))
            session.add_all(_row(tracker.sender_id, event) for event in new)
            session.commit()
        await self._stream_new_events(self.event_broker, new, tracker.sender_id)

    def _event_query(
        self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> Any:
        """Return the query of a conversation's events, of all sessions or of the latest.

        Rasa finds the latest session by its time, in all events of the conversation; a clock that
        was set back would bring an old one up again.
        """
        theirs = session.query(_Row).filter(_Row.sender_id == sender_id)
        if not fetch_events_from_all_sessions:
            began = theirs.filter(_Row.type_name == SessionStarted.type_name)
            latest = began.order_by(_Row.id.desc()).limit(1).with_entities(_Row.id)
            theirs = theirs.filter(_Row.id >= func.coalesce(latest.scalar_subquery(), 0))
        return theirs.order_by(_Row.id)


def _row(conversation: str, event: Event) -> Any:
    data = event.as_dict()
    return _Row(
        sender_id=conversation,
        type_name=event.type_name,
        timestamp=data.get("timestamp"),
        intent_name=data.get("parse_data", {}).get("intent", {}).get("name"),
        action_name=data.get("name"),
        data=json.dumps(data),
    )


def _let_readers_and_writers_meet(engine: Any) -> None:
    @sqlalchemy.event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
            connection.execute(f"PRAGMA {pragma}")
