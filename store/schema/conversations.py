"""What was said, and what customers thought of it."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, Index, Integer, String, Table, Text

from core.conversations import Author, Moment
from store.schema.base import EnumText, Utc, metadata

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("customer", String(200), nullable=False, index=True),
    Column("profile", JSON, nullable=False),
    Column("channel", String(40), nullable=False),
    Column("page", Text, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("last_at", Utc, nullable=False),
    Column("silence_at", Utc),
    Column("segment", String(80), nullable=False, server_default=""),  # of the profile
    Column("handoff", Integer),  # the last one
    Index("conversations_by_start", "started_at"),
    # All that is asked of every conversation alike, so that no row need be read to pass it over.
    Index("conversations_listed", "last_at", "id", "segment", "channel", "handoff"),
)

utterances = Table(
    "utterances",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("event", String(64), nullable=False, unique=True),
    Column("conversation", String(64), nullable=False),
    Column("author", EnumText(Author, 20), nullable=False),
    Column("text", Text, nullable=False),
    Column("content", JSON, nullable=False),
    Column("message", String(64), nullable=False),
    Column("agent", String(64), nullable=False),
    Column("agent_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    Column("channel", String(40), nullable=False, server_default=""),  # the customer's; "" is web
    Index("utterances_in_order", "conversation", "seq"),
    Index("utterances_by_message", "conversation", "message"),
    sqlite_autoincrement=True,
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

surveys = Table(
    "surveys",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("asked_at", Utc, nullable=False),
    Column("moment", EnumText(Moment, 20), nullable=False),
    Column("asked_by", String(64), nullable=False),
    Column("score", Integer),
    Column("comment", Text, nullable=False),
    Column("answered_at", Utc),
    # Of a comment: which others mean the same (0: not looked at yet), and how near it is to their
    # middle, 1 at most.
    Column("meaning", Integer),
    Column("nearness", Float),
    Index("surveys_by_meaning", "meaning", "answered_at"),
    Index("surveys_by_nearness", "meaning", "nearness"),
)
