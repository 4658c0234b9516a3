"""The endpoints that are told of events, as admins keep them."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from core.errors import Conflict, NotFound
from core.staff import StaffMember
from core.webhooks import MAX_WEBHOOKS, Endpoint, WebhookEvent
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.inserts import insert_new
from store.rows import read_row
from store.schema import webhook_deliveries, webhook_endpoints
from store.webhooks.telling import tell_these


class NoSuchWebhook(NotFound):
    """There is no such webhook. Reload the list."""


class TooManyWebhooks(Conflict):
    """There are as many webhooks as there may be. Remove one that nothing listens to any more."""


class WebhookEndpoints:
    """All addresses that are, or were, told of events."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Endpoint]:
        """Return every endpoint, in the order in which they were added."""
        query = select(webhook_endpoints).order_by(webhook_endpoints.c.id)
        with self._database.reading() as connection:
            return [endpoint_from(row) for row in connection.execute(query)]

    def get(self, endpoint: int) -> Endpoint:
        """Return an endpoint; raises NoSuchWebhook."""
        with self._database.reading() as connection:
            return _get(connection, endpoint)

    def add(self, url: str, events: Collection[WebhookEvent], by: StaffMember) -> Endpoint:
        """Add an endpoint, which is told of everything that happens from now on."""
        chosen = [event.value for event in events]
        values = {
            "url": url,
            "events": chosen,
            "nonce": secrets.token_hex(16),
            "made_by": by.name,
            "created_at": now(),
            "disabled_why": "",
        }
        count = select(func.count()).select_from(webhook_endpoints)
        with self._database.writing() as connection:
            if connection.execute(count).scalar_one() >= MAX_WEBHOOKS:
                raise TooManyWebhooks
            number = insert_new(connection, webhook_endpoints, values)
            added = _get(connection, number)
            _audit(connection, by, "add", added, ", ".join(chosen))
            return added

    def choose(self, endpoint: int, events: Collection[WebhookEvent], by: StaffMember) -> None:
        """Change which events it is told of."""
        chosen = [event.value for event in events]
        with self._database.writing() as connection:
            before = _get(connection, endpoint, lock=True)
            set_endpoint(connection, endpoint, events=chosen)
            _audit(connection, by, "choose", before, ", ".join(chosen))

    def switch(self, endpoint: int, on: bool, by: StaffMember) -> None:
        """Tell it of events again, or no more. What waits then waits until it is on again."""
        with self._database.writing() as connection:
            before = _get(connection, endpoint, lock=True)
            if on is (before.disabled_at is None):
                return
            at = None if on else now()
            set_endpoint(connection, endpoint, disabled_at=at, disabled_why="", failing_since=None)
            _audit(connection, by, "on" if on else "off", before)

    def renew_secret(self, endpoint: int, by: StaffMember) -> None:
        """Sign by another secret, from the next call on."""
        with self._database.writing() as connection:
            before = _get(connection, endpoint, lock=True)
            set_endpoint(connection, endpoint, nonce=secrets.token_hex(16))
            _audit(connection, by, "renew", before)

    def remove(self, endpoint: int, by: StaffMember) -> None:
        """Forget an endpoint with its deliveries."""
        with self._database.writing() as connection:
            before = _get(connection, endpoint, lock=True)
            theirs = webhook_deliveries.c.endpoint == endpoint
            connection.execute(delete(webhook_deliveries).where(theirs))
            connection.execute(delete(webhook_endpoints).where(webhook_endpoints.c.id == endpoint))
            _audit(connection, by, "remove", before)

    def test(self, endpoint: int) -> None:
        """Send it an event that nothing has happened for."""
        with self._database.writing() as connection:
            _get(connection, endpoint)
            tell_these(connection, [endpoint], WebhookEvent.TEST, {"endpoint": endpoint})


def _get(connection: Connection, endpoint: int, lock: bool = False) -> Endpoint:
    query = select(webhook_endpoints).where(webhook_endpoints.c.id == endpoint)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NoSuchWebhook
    return endpoint_from(row)


def set_endpoint(connection: Connection, endpoint: int, **values: Any) -> None:
    """Change an endpoint's row."""
    its = webhook_endpoints.c.id == endpoint
    connection.execute(update(webhook_endpoints).where(its).values(**values))


def _audit(
    connection: Connection, by: StaffMember, what: str, endpoint: Endpoint, detail: str = ""
) -> None:
    write_audit(connection, by.email, f"webhook.{what}", endpoint.subject, detail)


def endpoint_from(row: Row[Any]) -> Endpoint:
    """Return an endpoint from its row."""
    return read_row(Endpoint, webhook_endpoints, row, events=tuple(row.events))
