"""Files that were sent: what is known of each; the files themselves are kept elsewhere."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from core.attachments import FileState
from store.schema.base import EnumText, Utc, metadata

attachments = Table(
    "attachments",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("conversation", String(64), nullable=False),
    Column("agent", String(64), nullable=False),  # who sent it; "" of the customer's
    Column("message", String(64), nullable=False),  # the one that brings it; "" until there is one
    Column("name", String(200), nullable=False),
    Column("type", String(40), nullable=False),
    Column("size", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("state", EnumText(FileState, 20), nullable=False),
    Column("problem", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Index("attachments_of_conversation", "conversation"),
    Index("attachments_by_state", "state"),
    Index("attachments_by_message", "message", "at"),
)
