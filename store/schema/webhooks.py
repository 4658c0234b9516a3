"""Where other systems are told of events, what they are told, and how far each call has come."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, String, Table, UniqueConstraint

from core.webhooks import MAX_WEBHOOK_URL_LENGTH, DeliveryState
from store.schema.base import EnumText, Utc, metadata

webhook_endpoints = Table(
    "webhook_endpoints",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", String(MAX_WEBHOOK_URL_LENGTH), nullable=False),
    Column("events", JSON, nullable=False),
    Column("nonce", String(64), nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("failing_since", Utc),
    Column("disabled_at", Utc),
    Column("disabled_why", String(200), nullable=False),
)

webhook_events = Table(
    "webhook_events",
    metadata,
    Column("name", String(40), primary_key=True),  # random: by it a receiver knows a copy
    Column("cause", String(120), nullable=False, unique=True),  # what it is told of once
    Column("kind", String(40), nullable=False),  # text: an older process keeps a newer one's
    Column("conversation", String(64), nullable=False, index=True),  # "" for none
    Column("data", JSON, nullable=False),
    Column("at", Utc, nullable=False, index=True),
)

webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event", String(40), nullable=False),  # one may be erased before it is sent
    Column("endpoint", Integer, nullable=False),
    Column("state", EnumText(DeliveryState, 20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("status", Integer, nullable=False),  # what was answered last, 0 for nothing
    Column("reason", String(200), nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("created_at", Utc, nullable=False, index=True),
    Column("changed_at", Utc, nullable=False),
    UniqueConstraint("event", "endpoint"),
    Index("webhook_deliveries_due", "endpoint", "state", "due_at"),
    Index("webhook_deliveries_listed", "endpoint", "id"),
)
