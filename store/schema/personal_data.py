"""What was erased, or is being erased, and what retention did."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Integer, String, Table, Text

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

retention_runs = Table(
    "retention_runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("rules", JSON, nullable=False),  # days by kind
    Column("dry", Boolean, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("begun_at", Utc, nullable=False),
    Column("done_at", Utc),
    Column("problem", Text, nullable=False),
)
