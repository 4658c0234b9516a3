"""Keys of the API, and what was asked with them under an idempotency key."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, String, Table

from store.schema.base import Utc, metadata

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(60), nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("made_by", String(200), nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("expires_at", Utc),
    Column("used_at", Utc),
    Column("revoked_at", Utc),
)

api_requests = Table(
    "api_requests",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("name", String(64), primary_key=True),  # the idempotency key
    Column("digest", String(64), nullable=False),  # of what was asked
    Column("resource", String(200), nullable=False),  # what came of it, "" as long as it goes on
    Column("at", Utc, nullable=False, index=True),
)
