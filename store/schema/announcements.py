"""Announcements, and whom they have met."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, String, Table, text

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

_WAITS = "told_at IS NULL AND cancelled_at IS NULL"
_WAITS_THERE = text(f"{_WAITS} AND conversation != ''")
_WAITS_AT = text(f"{_WAITS} AND address != ''")

announcement_subscribers = Table(  # who asked to be told when it is solved
    "announcement_subscribers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("announcement", Integer, nullable=False, index=True),
    Column("conversation", String(64), nullable=False, index=True),  # "" in the help centre
    Column("address", String(200), nullable=False),  # of e-mail; "" in the conversation itself
    Column("asked_at", Utc, nullable=False),
    Column("cancelled_at", Utc),
    Column("told_at", Utc),
    Index(
        "announcement_subscribers_by_conversation",
        "announcement",
        "conversation",
        unique=True,
        sqlite_where=_WAITS_THERE,
        postgresql_where=_WAITS_THERE,
    ),
    Index(
        "announcement_subscribers_by_address",
        "announcement",
        "address",
        unique=True,
        sqlite_where=_WAITS_AT,
        postgresql_where=_WAITS_AT,
    ),
    sqlite_autoincrement=True,  # what is sent is known by this number for ever
)
