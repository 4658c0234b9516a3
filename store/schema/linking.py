"""Where a conversation goes on, the links between channels, and what customers changed later."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text, UniqueConstraint

from core.channels import What
from core.channels.linking import Direction
from store.schema.base import EnumText, Utc, metadata

places = Table(
    "places",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("identity", Integer, nullable=False, index=True),  # where its customer is now
    Column("since", Integer, nullable=False),  # the last utterance before they came there
)

links = Table(
    "links",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("code", String(64), nullable=False, unique=True),  # hashed with our secret
    Column("conversation", String(64), nullable=False, index=True),  # the page's
    Column("connection", String(40), nullable=False),
    Column("direction", EnumText(Direction, 20), nullable=False),
    Column("number", Integer, nullable=False),  # shown on both ends
    Column("created_at", Utc, nullable=False),
    Column("identity", Integer, nullable=False, index=True),  # who used it; 0 for nobody yet
    Column("page", Integer, nullable=False),  # who came to the page before; 0 for who began there
    Column("there_at", Utc),  # when each end said yes
    Column("here_at", Utc),
    Column("done_at", Utc),
    Column("over_at", Utc),
    Column("went_on", String(64), nullable=False),  # the conversation that goes on
    sqlite_autoincrement=True,
)

customer_changes = Table(
    "customer_changes",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("message", String(64), nullable=False),  # of the utterance
    Column("connection", String(40), nullable=False),
    Column("external", String(200), nullable=False),  # the vendor's id of the change
    Column("what", EnumText(What, 20), nullable=False),  # edited or deleted
    Column("text", Text, nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("connection", "external", name="one_change"),
    sqlite_autoincrement=True,
)
