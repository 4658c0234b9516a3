"""What readers and agents say about the articles."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, String, Table, Text, UniqueConstraint

from store.schema.base import Utc, metadata

content_gaps = Table(
    "content_gaps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False),
    Column("question", String(500), nullable=False),  # short: PostgreSQL's indexes take 2.7 kB
    Column("answer", Text, nullable=False),
    Column("marked_by", String(64), nullable=False),
    Column("marked_by_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("conversation", "question", name="one_gap_a_question"),
)

article_feedback = Table(
    "article_feedback",
    metadata,
    Column("article", String(80), primary_key=True),  # its slug
    Column("day", Date, primary_key=True),
    Column("helped", Integer, nullable=False),
    Column("not_helped", Integer, nullable=False),
)
