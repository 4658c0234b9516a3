"""E-mail: how far a mailbox was read, the mails that came, and answers to typed addresses."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, String, Table, Text, UniqueConstraint

from store.schema.base import Utc, metadata

mailboxes = Table(
    "mailboxes",
    metadata,
    Column("connection", String(40), primary_key=True),
    Column("folder", String(200), nullable=False),  # with its server
    Column("uid_validity", String(20), nullable=False),  # with another one, all UIDs are others
    Column("last_uid", Integer, nullable=False),
    Column("renumbered_upto", Integer, nullable=False),  # up to here may be old ones
    Column("begun_at", Utc, nullable=False),  # what was there before is left alone
    Column("looked_at", Utc),
    Column("problem", Text, nullable=False),  # why it could not be read the last time
)

mails = Table(
    "mails",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("connection", String(40), nullable=False),
    Column("external", String(64), nullable=False),  # a digest of what makes it this mail
    Column("message_id", String(200), nullable=False),
    Column("refers_to", JSON, nullable=False),  # the Message-IDs that it answers
    Column("sender", String(200), nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),  # with what it quotes
    Column("attachments", JSON, nullable=False),
    Column("conversation", String(64), nullable=False),
    Column("unanswered", Text, nullable=False),  # why it started no turn
    Column("at", Utc, nullable=False),
    UniqueConstraint("connection", "external", name="one_mail"),
    Index("mails_by_message_id", "connection", "message_id"),
    Index("mails_of_conversation", "conversation", "id"),
)

# What an agent wrote to an address that a customer had left.
written_answers = Table(
    "written_answers",
    metadata,
    Column("message", String(64), primary_key=True),  # the utterance's
    Column("conversation", String(64), nullable=False, index=True),
    Column("follow_up", Integer, nullable=False, index=True),
    Column("connection", String(40), nullable=False),
    Column("recipient", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("by", String(200), nullable=False),
    Column("at", Utc, nullable=False),
)
