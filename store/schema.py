"""The tables of the record. Alembic's migrations in `store/migrations` create the same ones."""

from __future__ import annotations

from datetime import datetime, timezone

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
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
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("upset", Boolean, nullable=False, server_default=false()),
    Column("wanted_agent", String(64), nullable=False, server_default=""),
    Column("wanted_until", Utc),
    Column("returns", Integer, nullable=False, server_default="0"),
    Column("returned_at", Utc),
    Column("outcome", String(20), nullable=False, server_default=""),
    Index(
        "one_open_handoff_a_conversation",
        "conversation",
        unique=True,
        sqlite_where=text("state IN ('waiting', 'claimed')"),
        postgresql_where=text("state IN ('waiting', 'claimed')"),
    ),
)

handoff_events = Table(
    "handoff_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("handoff", Integer, nullable=False, index=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("at", Utc, nullable=False, index=True),
    Column("who", String(64), nullable=False),
    Column("who_name", String(200), nullable=False),
    Column("move", String(20), nullable=False),
    Column("why", Text, nullable=False),
    Column("state", String(20), nullable=False),  # this and what follows: after the move
    Column("agent", String(64), nullable=False),
    Column("agent_name", String(200), nullable=False),
    Column("queue", String(80), nullable=False),
    Column("detail", JSON, nullable=False),  # what else the move needs to be made again
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
    Column("conversation", String(64), nullable=False),
    Column("score", Integer),
    Column("opened_at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False, index=True),
    Column("done_at", Utc),
    Column("done_by", String(200), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("kind", String(20), nullable=False, server_default="effort"),
    Column("owner", String(64), nullable=False, server_default=""),
    Column("owner_name", String(200), nullable=False, server_default=""),
    Column("contact", String(200), nullable=False, server_default=""),
    Column("words", Text, nullable=False, server_default=""),
    UniqueConstraint("conversation", "kind", name="one_follow_up_a_kind"),
)

staff = Table(
    "staff",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("email", String(200), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("role", String(40), nullable=False),
    Column("password_hash", Text, nullable=False),  # "" until its owner sets a password
    Column("active", Boolean, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("status", String(20), nullable=False, server_default="available"),
    Column("capacity", Integer, nullable=False, server_default="3"),
    Column("queues", JSON, nullable=False, server_default="[]"),  # which they serve; [] all
    Column("changed_at", Utc),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff", String(64), nullable=False, index=True),
    Column("expires_at", Utc, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("used_at", Utc, nullable=False),
    Column("address", String(100), nullable=False),
    Column("browser", String(100), nullable=False),
)

password_links = Table(
    "password_links",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff", String(64), nullable=False, unique=True),  # the latest one only
    Column("expires_at", Utc, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False),
    Column("message", String(64), nullable=False),  # the id its sender made
    Column("staff", String(64), nullable=False),
    Column("staff_name", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("conversation", "message", name="one_note_a_message"),
)

saved_replies = Table(
    "saved_replies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner", String(64), nullable=False, index=True),  # a staff member's id; "" everybody's
    Column("title", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("changed_at", Utc, nullable=False),
)

seen = Table(
    "seen",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("reader", String(20), primary_key=True),  # customer or agent
    Column("seq", Integer, nullable=False),
    Column("at", Utc, nullable=False),
)

pages_visited = Table(
    "pages_visited",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("at", Utc, nullable=False),
)

content_gaps = Table(
    "content_gaps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False),
    Column("question", String(500), nullable=False),  # short: PostgreSQL's indexes take 2.7 kB
    Column("answer", Text, nullable=False),
    Column("marked_by", String(64), nullable=False),
    Column("marked_by_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("conversation", "question", name="one_gap_a_question"),
)

reasked = Table(
    "reasked",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False),
    Column("message", String(64), nullable=False),
    Column("what", Text, nullable=False),
    Column("at", Utc, nullable=False, index=True),
    UniqueConstraint("conversation", "message", name="one_reasked_a_message"),
)

article_feedback = Table(
    "article_feedback",
    metadata,
    Column("article", String(80), primary_key=True),  # its slug
    Column("day", Date, primary_key=True),
    Column("helped", Integer, nullable=False),
    Column("not_helped", Integer, nullable=False),
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
