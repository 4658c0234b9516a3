"""Which question follows which, and what came of next questions that were offered."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, false

from core.next_questions import Step, Verdict
from store.schema.base import EnumText, Utc, metadata

next_visits = Table(  # no words; the person as a digest
    "next_visits",
    metadata,
    Column("source", Integer, primary_key=True, autoincrement=False),  # 0: this record
    Column("seq", Integer, primary_key=True, autoincrement=False),  # there, of the utterance
    Column("conversation", String(64), nullable=False, index=True),  # "" for an imported one
    Column("person", String(64), nullable=False),
    Column("segment", String(80), nullable=False),
    Column("article", String(80), nullable=False),
    Column("at", Utc, nullable=False),
    Column("refused", Boolean, nullable=False, server_default=false()),
    Column("after", String(80), nullable=False),  # the article it follows on; "" if on none
    Column("after_segment", String(80), nullable=False),
    Column("how", EnumText(Step, 10), nullable=False),
    Index("next_visits_by_person", "person", "at"),
    Index("next_visits_in_time", "at", "source", "seq"),
    Index("next_visits_by_pair", "after", "article", "at"),
    Index("next_visits_by_article", "article", "at"),
)

next_offers = Table(
    "next_offers",
    metadata,
    Column("visit", Integer, primary_key=True, autoincrement=False),  # its seq in this record
    Column("offered", String(80), primary_key=True),
    Column("place", Integer, nullable=False),  # 1 for the first
    Column("segment", String(80), nullable=False),
    Column("article", String(80), nullable=False),  # that it stood under
    Column("at", Utc, nullable=False),
    Column("outcome", EnumText(Step, 10), nullable=False),  # shown, pressed or anyway
    Column("taken_by", Integer, nullable=False, index=True),  # the visit that it led to; 0 for none
    Column("told", Boolean, nullable=False, server_default=false()),  # answered in a sentence too
    Index("next_offers_by_pair", "article", "offered", "at"),
    Index("next_offers_in_time", "at"),
)

next_counts = Table(  # made of the visits; small, and read whole by whoever offers
    "next_counts",
    metadata,
    Column("segment", String(80), primary_key=True),  # "*" for all together
    Column("article", String(80), primary_key=True),  # "" for what follows on anything at all
    Column("state", JSON, nullable=False),
    Column("revision", Integer, nullable=False, index=True),  # the clock's, at its last change
)

next_clock = Table(  # one row
    "next_clock",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
)

next_imports = Table(  # histories; one that is not finished counts for nothing
    "next_imports",
    metadata,
    Column("id", Integer, primary_key=True),  # the source of its visits
    Column("digest", String(64), nullable=False),  # of the file
    Column("name", String(200), nullable=False),
    Column("begun_at", Utc, nullable=False),
    Column("finished_at", Utc),
    sqlite_autoincrement=True,
)

next_verdicts = Table(
    "next_verdicts",
    metadata,
    Column("segment", String(80), primary_key=True),  # "*" for all
    Column("article", String(80), primary_key=True),
    Column("offered", String(80), primary_key=True),
    Column("verdict", EnumText(Verdict, 10), nullable=False),
    Column("by_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
)

agent_offers = Table(  # what agents told before it was asked; the person as a digest
    "agent_offers",
    metadata,
    Column("message", String(64), primary_key=True),  # the utterance's
    Column("offered", String(80), primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("person", String(64), nullable=False),
    Column("segment", String(80), nullable=False),
    Column("article", String(80), nullable=False),  # that the customer was shown last
    Column("at", Utc, nullable=False, index=True),
    Column("until", Utc, nullable=False),  # asked for until then, it was asked all the same
    Column("follow_up", Integer, nullable=False),  # whose answer it was part of; 0 in the chat
)
