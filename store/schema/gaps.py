"""What became of customers' questions, and what is to be written because of it."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from core.content_gaps import GapKind, GapState
from core.conversations import Decision
from store.schema.base import EnumText, Utc, metadata

question_log = Table(
    "question_log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # of the utterance
    Column("conversation", String(64), nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("at", Utc, nullable=False, index=True),
    Column("decision", EnumText(Decision, 20), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("article", String(80), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("clarified_in_vain", Boolean, nullable=False),
    Column("abandoned", Boolean, nullable=False, server_default=false()),
    Column("helped", Boolean),
    Column("next_taken", String(80), nullable=False),
    Column("handoff", String(40), nullable=False),
    Index("question_log_by_article", "article", "at"),
)

job_progress = Table(
    "chore_progress",
    metadata,
    Column("chore", String(40), key="job", primary_key=True),
    Column("seq", Integer, nullable=False),  # of the last utterance that was dealt with
)

gaps = Table(
    "gaps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("about", String(80), nullable=False, index=True),  # the article it is about, if known
    Column("state", EnumText(GapState, 20), nullable=False, index=True),
    Column("article", String(80), nullable=False, index=True),  # what closes it
    Column("why", Text, nullable=False),  # of a dismissal
    Column("decided_by_name", String(200), nullable=False),
    Column("decided_at", Utc),
    Column("published_at", Utc),  # when what closes it went live
    Column("replayed_at", Utc),
    Column("replayed_version", Integer, nullable=False, server_default="0"),
)

gap_evidence = Table(
    "gap_words",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("gap", Integer),  # none until it is known what it means
    Column("kind", EnumText(GapKind, 20), nullable=False),
    Column("source", String(20), nullable=False),
    Column("source_id", Integer, nullable=False),  # in its own table
    Column("words", Text, nullable=False),  # without what tells who somebody is
    Column("answer", Text, nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("conversation", String(64), nullable=False),
    Column("article", String(80), nullable=False),
    Column("channel", String(40), nullable=False),
    Column("segment", String(80), nullable=False),
    Column("at", Utc, nullable=False),
    Column(
        "answered_before", String(80), key="before"
    ),  # by which article; "" by none, null not tried
    Column("answered_now", String(80), key="now"),
    UniqueConstraint("source", "source_id", name="one_gap_word_a_source"),
    Index("gap_words_of_conversation", "conversation"),
    Index("gap_words_by_gap", "gap", "at"),
    Index("gap_words_in_time", "at", "gap"),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", String(80), nullable=False),  # "" for one that is missing
    Column("text", Text, nullable=False),
    Column("conversation", String(64), nullable=False),
    Column("staff", String(64), nullable=False),
    Column("staff_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    Index("suggestions_of_conversation", "conversation"),
)

empty_searches = Table(  # of the help centre; each once a day and network, which is a digest
    "empty_searches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("network", String(16), nullable=False),
    Column("words", String(300), nullable=False),  # masked
    UniqueConstraint("day", "network", "words", name="one_search_a_day"),
)

help_searches = Table(  # of the help centre, counted; nothing says who searched
    "help_searches",
    metadata,
    Column("day", Date, primary_key=True),
    Column("words", String(300), primary_key=True),  # masked
    Column("article", String(80), primary_key=True),  # that was opened; "" for the search itself
    Column("times", Integer, nullable=False),
    Column("results", Integer, nullable=False),  # of the latest search
)

article_comments = Table(
    "article_comments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", String(80), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("staff", String(64), nullable=False),
    Column("staff_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    Column("resolved_at", Utc),
    Column("resolved_by_name", String(200), nullable=False),
)
