"""What was erased, or is being erased."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Integer, String, Table, Text

from store.schema.base import Utc, metadata

erasures = Table(
    "erasures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("whose", JSON, nullable=False),  # once it is done, ids of ours alone
    Column("by_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    Column("found", JSON, nullable=False),  # how much of each kind there was
    Column("erased", JSON, nullable=False),
    Column("step", Integer, nullable=False),  # how many are done
    Column("problem", Text, nullable=False),  # what it waits for, or what is left to people
    Column("changed_at", Utc, nullable=False),
    Column("done_at", Utc),
)
