"""What was erased, or is being erased; and what goes by itself after a time."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Integer, String, Table, Text

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
    Column("day", Date, nullable=False, unique=True),
    Column("at", Utc, nullable=False),  # what was older then than its days
    Column("looks", Boolean, nullable=False),
    Column("days", JSON, nullable=False),  # by kind, as they were set
    Column("counts", JSON, nullable=False),  # by kind
    Column("step", Integer, nullable=False),
    Column("problem", Text, nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("done_at", Utc),
)
