"""Each call that an event asks for: when it is due, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select, update

from core.errors import NotFound
from core.staff import StaffMember
from core.webhooks import GIVE_UP_AFTER, GONE, DeliveryState, Endpoint, Outcome, event_body
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.schema import webhook_deliveries, webhook_endpoints, webhook_events
from store.webhooks.endpoints import endpoint_from, set_endpoint
from store.webhooks.telling import KEPT_FOR

_GIVEN_UP = f"Nothing has arrived there for {GIVE_UP_AFTER.days} days."
_ASKED_TO = f"It answered {GONE}: it wants to hear nothing any more."


@dataclass(frozen=True)
class Due:
    """A call to make now. `name` is the same at every attempt: by it a receiver knows a copy."""

    id: int
    endpoint: int
    attempts: int
    name: str
    body: str


@dataclass(frozen=True)
class WebhookBacklog:
    """What waits to arrive at an endpoint that is on: how many calls, and since when."""

    endpoint: int
    calls: int
    oldest: datetime


@dataclass(frozen=True)
class Listed:
    """A delivery as its endpoint's page shows it."""

    id: int
    name: str
    kind: str
    state: DeliveryState
    attempts: int
    status: int
    reason: str
    created_at: datetime
    changed_at: datetime
    due_at: datetime
    data: Mapping[str, Any]


class WebhookDeliveries:
    """All calls that are to be made or were made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self, at: datetime) -> list[int]:
        """Return the endpoints that something is to be sent to now.

        What waits for those that are switched off, which may be much, is not read.
        """
        own = webhook_deliveries.c.endpoint == webhook_endpoints.c.id
        waits = (webhook_deliveries.c.state == DeliveryState.WAITING) & (
            webhook_deliveries.c.due_at <= at
        )
        found = _with_event(select(webhook_deliveries.c.id)).where(own, waits)
        query = (
            select(webhook_endpoints.c.id)
            .where(
                webhook_endpoints.c.disabled_at.is_(None),
                found.correlate(webhook_endpoints).exists(),
            )
            .order_by(webhook_endpoints.c.id)
        )
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def due(self, endpoint: int, at: datetime, most: int) -> list[Due]:
        """Return what to send to an endpoint now, what has waited longest first."""
        query = _due(select(webhook_deliveries, *_EVENT), at)
        query = query.where(webhook_deliveries.c.endpoint == endpoint)
        ordered = query.order_by(webhook_deliveries.c.due_at, webhook_deliveries.c.id)
        with self._database.reading() as connection:
            return [
                Due(
                    row.id,
                    row.endpoint,
                    row.attempts,
                    row.name,
                    event_body(row.kind, row.happened_at, row.data),
                )
                for row in connection.execute(ordered.limit(most))
            ]

    def note(self, due: Due, status: int, outcome: Outcome) -> bool:
        """Note what came of a call, unless more is known by now; True if it was the last straw.

        Then its endpoint is told of nothing more, until an admin switches it on again.
        """
        at = now()
        as_read = (
            webhook_deliveries.c.id == due.id,
            webhook_deliveries.c.state == DeliveryState.WAITING,
            webhook_deliveries.c.attempts == due.attempts,
        )
        values = {
            "state": outcome.state,
            "attempts": due.attempts + 1,
            "status": status,
            "reason": outcome.reason[:200],
            "due_at": at + outcome.wait,
            "changed_at": at,
        }
        with self._database.writing() as connection:
            row = _held_endpoint(connection, due.endpoint)
            changed = update(webhook_deliveries).where(*as_read).values(**values)
            if row is None or connection.execute(changed).rowcount != 1:
                return False
            if outcome.state is DeliveryState.DELIVERED:
                _note_heard(connection, row)
                return False
            return _note_silent(connection, row, at, outcome.is_gone)

    def log(self, endpoint: int, most: int) -> list[Listed]:
        """Return what an endpoint was told, the latest first."""
        query = _with_event(select(webhook_deliveries, *_EVENT)).where(
            webhook_deliveries.c.endpoint == endpoint
        )
        latest = query.order_by(webhook_deliveries.c.id.desc()).limit(most)
        with self._database.reading() as connection:
            return [
                Listed(
                    id=row.id,
                    name=row.name,
                    kind=row.kind,
                    state=row.state,
                    attempts=row.attempts,
                    status=row.status,
                    reason=row.reason,
                    created_at=row.created_at,
                    changed_at=row.changed_at,
                    due_at=row.due_at,
                    data=row.data,
                )
                for row in connection.execute(latest)
            ]

    def counts(self) -> dict[tuple[int, DeliveryState], int]:
        """Return how many deliveries of each endpoint are in each state."""
        key = (webhook_deliveries.c.endpoint, webhook_deliveries.c.state)
        query = select(*key, func.count().label("many")).group_by(*key)
        with self._database.reading() as connection:
            return {(row.endpoint, row.state): row.many for row in connection.execute(query)}

    def backlog(self) -> list[WebhookBacklog]:
        """Return what waits; costs that, not what was ever sent."""
        query = _to_send(
            select(
                webhook_deliveries.c.endpoint,
                func.count(),
                func.min(webhook_deliveries.c.created_at),
            )
        ).group_by(webhook_deliveries.c.endpoint)
        with self._database.reading() as connection:
            return [WebhookBacklog(*row) for row in connection.execute(query)]

    def replay(self, endpoint: int, delivery: int, by: StaffMember) -> None:
        """Send it once more under the same name, whatever came of it; raises NotFound."""
        its = (webhook_deliveries.c.id == delivery, webhook_deliveries.c.endpoint == endpoint)
        at = now()
        again = {"state": DeliveryState.WAITING, "attempts": 0, "due_at": at, "changed_at": at}
        with self._database.writing() as connection:
            if connection.execute(update(webhook_deliveries).where(*its).values(**again)).rowcount:
                write_audit(connection, by.email, "webhook.replay", f"delivery {delivery}")
                return
        raise NotFound("There is no such delivery any more. Reload the list.")

    def forget_old(self, at: datetime) -> None:
        """Let go what is older than events are kept, and what is left of what was erased."""
        events, deliveries = webhook_events, webhook_deliveries
        with self._database.writing() as connection:
            connection.execute(delete(events).where(events.c.at < at - KEPT_FOR))
            connection.execute(delete(deliveries).where(deliveries.c.created_at < at - KEPT_FOR))


_EVENT = (
    webhook_events.c.name,
    webhook_events.c.kind,
    webhook_events.c.data,
    webhook_events.c.at.label("happened_at"),
)


def _with_event(query: Select[Any]) -> Select[Any]:
    """What was erased meanwhile is neither sent nor shown."""
    return query.join(webhook_events, webhook_events.c.name == webhook_deliveries.c.event)


def _due(query: Select[Any], at: datetime) -> Select[Any]:
    return _to_send(query).where(webhook_deliveries.c.due_at <= at)


def _to_send(query: Select[Any]) -> Select[Any]:
    is_on = (webhook_endpoints.c.id == webhook_deliveries.c.endpoint) & (
        webhook_endpoints.c.disabled_at.is_(None)
    )
    return (
        query.select_from(webhook_deliveries)
        .join(webhook_endpoints, is_on)
        .join(webhook_events, webhook_events.c.name == webhook_deliveries.c.event)
        .where(webhook_deliveries.c.state == DeliveryState.WAITING)
    )


def _held_endpoint(connection: Connection, endpoint: int) -> Endpoint | None:
    """Return an endpoint, kept from others; before its deliveries, as whoever removes it does."""
    query = select(webhook_endpoints).where(webhook_endpoints.c.id == endpoint).with_for_update()
    row = connection.execute(query).one_or_none()
    return None if row is None else endpoint_from(row)


def _note_heard(connection: Connection, endpoint: Endpoint) -> None:
    if endpoint.failing_since is not None:
        set_endpoint(connection, endpoint.id, failing_since=None)


def _note_silent(connection: Connection, endpoint: Endpoint, at: datetime, is_gone: bool) -> bool:
    """Note that a call to an endpoint failed; True if it is switched off for that."""
    if endpoint.disabled_at is not None:
        return False
    since = endpoint.failing_since or at
    if not is_gone and at - since < GIVE_UP_AFTER:
        set_endpoint(connection, endpoint.id, failing_since=since)
        return False
    why = _ASKED_TO if is_gone else _GIVEN_UP
    set_endpoint(connection, endpoint.id, disabled_at=at, disabled_why=why, failing_since=since)
    write_audit(connection, "effie", "webhook.off", endpoint.subject, why)
    return True
