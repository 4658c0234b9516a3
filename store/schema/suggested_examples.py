"""What customers teach: their questions, for which article, and what was made of that."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from core.suggested_examples import Signal, SuggestionState
from store.schema.base import EnumText, Utc, metadata

conversation_origins = Table(  # of those that began on the website; nobody's address as it is
    "conversation_origins",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("browser", String(64), nullable=False),  # the first conversation it had
    Column("network", String(16), nullable=False),
)

example_sightings = Table(
    "example_sightings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seq", Integer, nullable=False),  # of the utterance that asked it
    Column("conversation", String(64), nullable=False, index=True),
    Column("article", String(80), nullable=False),
    Column("words", Text, nullable=False),  # without what tells who somebody is
    Column("signal", EnumText(Signal, 20), nullable=False),
    Column("at", Utc, nullable=False, index=True),
    Column("who", JSON, nullable=False),  # names of customer, browser and address
    Column("suggestion", Integer, index=True),  # none until it is known what it means
    UniqueConstraint("seq", "article", name="one_sighting_a_question"),
)

suggested_examples = Table(
    "suggested_examples",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("meaning", Integer, nullable=False, index=True),  # the first suggestion that says this
    Column("article", String(80), nullable=False, index=True),
    Column("words", Text, nullable=False),
    Column("state", EnumText(SuggestionState, 20), nullable=False, index=True),
    Column("checked", Integer, nullable=False),  # the articles' revision then; -1: not yet
    Column("sure", Float, nullable=False),
    Column("rival", String(80), nullable=False),
    Column("rival_sure", Float, nullable=False),
    Column("known", Boolean, nullable=False),
    Column("taken", Boolean, nullable=False),
    Column("decided_by_name", String(200), nullable=False),
    Column("decided_at", Utc),
    Column("taken_as", Text, nullable=False),  # the words in the article, as accepted
    Column("taken_by", String(80), nullable=False),  # the article it was accepted for
    Column("by_itself", Date),  # the day on which nobody had to accept it
    UniqueConstraint("meaning", "article", name="one_suggestion_an_article"),
)
