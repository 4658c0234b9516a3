"""Announcements, and whom they have met."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, String, Table

from core.announcements import AnnouncementState
from store.schema.base import EnumText, Utc, metadata

announcements = Table(
    "announcements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("words", String(400), nullable=False),
    Column("state", EnumText(AnnouncementState, 10), nullable=False),
    Column("begins", Utc, nullable=False),
    Column("ends", Utc, index=True),
    Column("next_news", Utc),
    Column("segments", JSON, nullable=False),
    Column("channels", JSON, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("articles", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_by", String(200), nullable=False),
    Column("changed_at", Utc, nullable=False),
    sqlite_autoincrement=True,
)

announcement_contacts = Table(  # who asked about it and was told; once in a conversation
    "announcement_contacts",
    metadata,
    Column("announcement", Integer, primary_key=True, autoincrement=False),
    Column("conversation", String(64), primary_key=True),
    Column("message", String(64), nullable=False),  # that asked
    Column("at", Utc, nullable=False),
    Column("spared", String(20), nullable=False),  # the reason of the handoff it came instead of
)
