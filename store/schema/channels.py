"""Who writes through a connection, what came in over it, and what goes out."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from core.channels import Delivery, Tally
from store.schema.base import EnumText, Utc, metadata

identities = Table(
    "identities",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String(64), nullable=False, index=True),
    Column("connection", String(40), nullable=False),
    Column("scope", String(200), nullable=False),  # our account with the vendor; "" for unknown
    Column("external", String(200), nullable=False),  # the vendor's lasting id
    Column("assurance", Integer, nullable=False),
    Column("name", String(200), nullable=False),
    Column("language", String(40), nullable=False),
    Column("conversation", String(64), nullable=False),  # the one that goes on now
    Column("first_at", Utc, nullable=False),
    Column("last_in_at", Utc),  # their last word: the vendor's window counts from it
    Column("unreachable_at", Utc),
    Column("unreachable_why", Text, nullable=False),
    UniqueConstraint("connection", "external", name="one_identity"),
)

channel_conversations = Table(
    "channel_conversations",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("identity", Integer, nullable=False, index=True),
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("connection", String(40), nullable=False),
    Column("external", String(200), nullable=False),  # the vendor's id of it
    Column("sender", String(200), nullable=False),
    Column("content", JSON, nullable=False),  # {} once it is dealt with
    Column("sent_at", Float, nullable=False),  # by the vendor's clock
    Column("arrived_at", Utc, nullable=False),
    Column("handled_at", Utc),
    Column("problem", Text, nullable=False),
    UniqueConstraint("connection", "external", name="one_arrival"),
    Index(
        "arrivals_to_handle",
        "id",
        sqlite_where=text("handled_at IS NULL"),
        postgresql_where=text("handled_at IS NULL"),
    ),
    Index("arrivals_by_connection", "connection", "arrived_at"),
    sqlite_autoincrement=True,
)

outgoing = Table(
    "outgoing",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("connection", String(40), nullable=False),
    Column("recipient", String(200), nullable=False),  # the vendor's id of who gets it
    Column("conversation", String(64), nullable=False, index=True),
    Column("cause", String(120), nullable=False, unique=True),  # what it is sent for, once
    Column("upto", Integer, nullable=False),  # the last utterance in it
    Column("part", Integer, nullable=False),
    Column("content", JSON, nullable=False),
    Column("state", EnumText(Delivery, 20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Utc, nullable=False),
    Column("sent_at", Utc),  # when it was last handed to the vendor
    Column("external", String(200), nullable=False),  # the vendor's id of it
    Column("created_at", Utc, nullable=False),
    Column("changed_at", Utc, nullable=False),
    Index(
        "outgoing_to_send",
        "id",
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
    Index("outgoing_by_external", "connection", "external"),
    Index("outgoing_by_state", "connection", "state", "changed_at"),
    sqlite_autoincrement=True,
)

channel_tallies = Table(
    "channel_tallies",
    metadata,
    Column("connection", String(40), primary_key=True),
    Column("what", EnumText(Tally, 20), primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last_at", Utc, nullable=False),
)
