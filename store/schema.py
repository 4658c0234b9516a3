"""The tables of the record. Alembic's migrations in `store/migrations` create the same ones."""

from __future__ import annotations

from datetime import datetime, timezone

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)


class Utc(TypeDecorator[datetime]):
    """A moment, kept in UTC and always given back aware; SQLite forgets time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(timezone.utc).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=timezone.utc)


metadata = MetaData()

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("customer", String(200), nullable=False, index=True),
    Column("profile", JSON, nullable=False),
    Column("channel", String(40), nullable=False),
    Column("page", Text, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("last_at", Utc, nullable=False, index=True),
    Column("silence_at", Utc),
)

utterances = Table(
    "utterances",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("event", String(64), nullable=False, unique=True),
    Column("conversation", String(64), nullable=False),
    Column("author", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("content", JSON, nullable=False),
    Column("message", String(64), nullable=False),
    Column("agent", String(64), nullable=False),
    Column("agent_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    Index("utterances_in_order", "conversation", "seq"),
    sqlite_autoincrement=True,
)

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("state", String(20), nullable=False, index=True),
    Column("reason", String(40), nullable=False),
    Column("queue", String(80), nullable=False),
    Column("segment", String(80), nullable=False),
    Column("opened_at", Utc, nullable=False),
    Column("agent", String(64), nullable=False),
    Column("agent_name", String(200), nullable=False),
    Column("claimed_at", Utc),
    Column("ended_at", Utc),
    Index(
        "one_open_handoff_a_conversation",
        "conversation",
        unique=True,
        sqlite_where=text("state IN ('waiting', 'claimed')"),
        postgresql_where=text("state IN ('waiting', 'claimed')"),
    ),
)

surveys = Table(
    "surveys",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("asked_at", Utc, nullable=False),
    Column("moment", String(20), nullable=False),
    Column("asked_by", String(64), nullable=False),
    Column("score", Integer),
    Column("comment", Text, nullable=False),
    Column("answered_at", Utc),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False, unique=True),
    Column("score", Integer, nullable=False),
    Column("opened_at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False, index=True),
    Column("done_at", Utc),
    Column("done_by", String(200), nullable=False),
    Column("outcome", Text, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("email", String(200), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("role", String(40), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", Utc, nullable=False),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff", String(64), nullable=False, index=True),
    Column("expires_at", Utc, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("who", String(200), nullable=False),
    Column("what", String(80), nullable=False),
    Column("subject", String(200), nullable=False, index=True),
    Column("detail", Text, nullable=False),
)
