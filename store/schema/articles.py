"""The articles: what is live, what is being written, every version, and where files come in."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from store.schema.base import Utc, metadata

article_clock = Table(  # one row
    "article_clock",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),  # how often what is live has changed
)

articles = Table(
    "articles",
    metadata,
    Column("slug", String(80), primary_key=True),
    # Names that differ in capitals alone would be one file on many disks.
    Column("name", String(80), nullable=False, unique=True),  # the slug in small letters
    Column("version", Integer, nullable=False),  # the latest; 0 if it was never published
    Column("live", Integer, nullable=False),  # the one that answers; 0 if none does
    Column("revision", Integer, nullable=False, index=True),  # the clock's, at its last change
    Column("draft_revision", Integer, nullable=False),  # the last one given out; never again
)

article_versions = Table(  # never changed, never deleted; each is one change of what is live
    "article_versions",
    metadata,
    Column("article", String(80), nullable=False),
    Column("number", Integer, nullable=False),
    Column("revision", Integer, nullable=False, unique=True),  # the clock's
    Column("kind", String(20), nullable=False),
    Column("content", JSON, nullable=False),
    Column("restores", Integer, nullable=False),  # the version it brings back, else 0
    Column("why", Text, nullable=False),
    Column("by", String(64), nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    PrimaryKeyConstraint("article", "number"),
)

article_drafts = Table(
    "article_drafts",
    metadata,
    Column("article", String(80), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("based_on", Integer, nullable=False),  # the version it goes on from
    Column("content", JSON, nullable=False),
    Column("from_folder", Boolean, nullable=False),
    Column("by", String(64), nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
)

article_schedules = Table(
    "article_schedules",
    metadata,
    Column("article", String(80), primary_key=True),
    Column("publish_at", Utc, index=True),
    Column("expire_at", Utc, index=True),
    Column("draft_revision", Integer, nullable=False),  # what will be published; 0 for nothing
    Column("content", JSON(none_as_null=True)),  # of that draft, as it was when this was decided
    Column("why", Text, nullable=False),
    Column("by", String(64), nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
)

article_files = Table(  # how each file of the folder was last taken in
    "article_files",
    metadata,
    Column("name", String(255), primary_key=True),
    Column("article", String(80), nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("version", Integer, nullable=False),  # the one it became last, 0 if none yet
    Column("faults", JSON, nullable=False),  # [[line, problem], ...]
    Column("at", Utc, nullable=False),
)

pinned_questions = Table(
    "pinned_questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", String(80), nullable=False),
    Column("question", String(500), nullable=False),
    Column("by", String(64), nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("article", "question", name="one_pin_a_question"),
)
