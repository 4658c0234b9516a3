"""Ideas of members of staff, and who is for them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text, false

from core.ideas import IdeaState
from store.schema.base import EnumText, Utc, metadata

ideas = Table(
    "ideas",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("page", String(200), nullable=False),
    Column("title", String(200), nullable=False),
    Column("conversation", String(64), nullable=False, index=True),  # open on it, "" for none
    Column("left_at", Utc, nullable=False),
    Column("left_by", String(64), nullable=False),
    Column("left_by_name", String(200), nullable=False),
    Column("owner", String(64), nullable=False, server_default=""),
    Column("owner_name", String(200), nullable=False, server_default=""),
    Column("state", EnumText(IdeaState, 20), nullable=False, index=True),
    Column("why", Text, nullable=False, server_default=""),
    Column("answered_at", Utc),
    Column("answered_by_name", String(200), nullable=False, server_default=""),
    # Whether who left it has yet to read what was answered.
    Column("unread", Boolean, nullable=False, server_default=false()),
)

idea_votes = Table(
    "idea_votes",
    metadata,
    Column("idea", Integer, primary_key=True, autoincrement=False),
    Column("staff", String(64), primary_key=True),
    Column("at", Utc, nullable=False),
)
