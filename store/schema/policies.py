"""Policies, and what customers were refused because of them."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from core.policies import PolicyOutcome
from store.schema.base import EnumText, Utc, metadata

policies = Table(
    "policies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sameness", String(160), nullable=False, unique=True),  # the words, but for their case
    Column("words", String(160), nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("made_by_name", String(200), nullable=False),
    Column("owner", String(64), nullable=False, server_default=""),
    Column("owner_name", String(200), nullable=False, server_default=""),
    Column("outcome", EnumText(PolicyOutcome, 20), nullable=False, server_default="open"),
    Column("why", Text, nullable=False, server_default=""),
    Column("told", Text, nullable=False, server_default=""),
    Column("reviewed_at", Utc),
    Column("reviewed_by_name", String(200), nullable=False, server_default=""),
)

refusals = Table(  # a customer was told "no" in a handoff
    "refusals",
    metadata,
    Column("handoff", Integer, primary_key=True, autoincrement=False),
    Column("conversation", String(64), nullable=False),
    Column("policy", Integer, nullable=False, index=True),
    Column("by_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    Index("refusals_of_conversation", "conversation", "policy"),
)
