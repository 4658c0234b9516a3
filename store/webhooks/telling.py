"""Telling of an event: rows, in the transaction in which it happens, for each who wants it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, insert, select

from core.webhooks import DeliveryState, WebhookEvent
from store.clock import now
from store.inserts import insert_once
from store.schema import webhook_deliveries, webhook_endpoints, webhook_events

KEPT_FOR = timedelta(days=30)  # events and what became of them


def tell(
    connection: Connection,
    kind: WebhookEvent,
    facts: Mapping[str, Any],
    conversation: str = "",
    cause: str = "",
) -> None:
    """Queue an event for each endpoint that wants it; without one nothing is written.

    facts: ids and what was decided, nobody's words
    cause: what it is told of once, where nothing else keeps it from being told twice
    """
    wanting = _wanting(connection, kind)
    if wanting:
        tell_these(connection, wanting, kind, facts, conversation, cause)


def tell_these(
    connection: Connection,
    endpoints: Sequence[int],
    kind: WebhookEvent,
    facts: Mapping[str, Any],
    conversation: str = "",
    cause: str = "",
) -> None:
    """Queue an event for these endpoints, whatever they have chosen."""
    at, name = now(), f"msg_{secrets.token_hex(16)}"
    event = {
        "name": name,
        "cause": cause or name,
        "kind": kind.value,
        "conversation": conversation,
        "data": ({"conversation": conversation} if conversation else {}) | dict(facts),
        "at": at,
    }
    if not insert_once(connection, webhook_events, event):
        return
    queued = {
        **{"event": name, "state": DeliveryState.WAITING, "attempts": 0, "status": 0},
        **{"reason": "", "due_at": at, "created_at": at, "changed_at": at},
    }
    rows = [{**queued, "endpoint": endpoint} for endpoint in endpoints]
    connection.execute(insert(webhook_deliveries), rows)


def is_wanted(connection: Connection, kind: WebhookEvent) -> bool:
    """Tell whether anybody is told of such events."""
    return bool(_wanting(connection, kind))


def told_already(connection: Connection, causes: Collection[str]) -> set[str]:
    """Return those of these causes that were told of."""
    query = select(webhook_events.c.cause).where(webhook_events.c.cause.in_(causes))
    return set(connection.execute(query).scalars())


def _wanting(connection: Connection, kind: WebhookEvent) -> list[int]:
    query = select(webhook_endpoints.c.id, webhook_endpoints.c.events).where(
        webhook_endpoints.c.disabled_at.is_(None)
    )
    return [row.id for row in connection.execute(query) if kind.value in row.events]
