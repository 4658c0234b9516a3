"""Handoffs, and what agents write and owe."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from core.answering import Reason
from core.handoffs import FollowUpKind, HandoffState, Resolution, Transition
from store.schema.base import EnumText, Utc, metadata

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("state", EnumText(HandoffState, 20), nullable=False, index=True),
    Column("reason", EnumText(Reason, 40), nullable=False),
    Column("queue", String(80), nullable=False),
    Column("segment", String(80), nullable=False),
    Column("opened_at", Utc, nullable=False),
    Column("agent", String(64), nullable=False),
    Column("agent_name", String(200), nullable=False),
    Column("claimed_at", Utc),
    Column("ended_at", Utc),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("upset", Boolean, nullable=False, server_default=false()),
    Column("sensitive", String(80), nullable=False, server_default=""),
    Column("wanted_agent", String(64), key="preferred_agent", nullable=False, server_default=""),
    Column("wanted_until", Utc, key="preferred_until"),
    Column("returns", Integer, nullable=False, server_default="0"),
    Column("returned_at", Utc),
    Column("outcome", EnumText(Resolution, 20), nullable=False, server_default=""),
    Column("language", String(8), nullable=False, server_default=""),  # if not the assistant's
    Column("contact_reason", String(80), nullable=False, server_default=""),
    Column("snoozed_until", Utc),
    Column("snoozed_seq", Integer, nullable=False, server_default="0"),
    Column("revision", Integer, nullable=False, server_default="0"),
    Index("handoffs_by_agent", "agent", "agent_name"),
    Index(
        "one_open_handoff_a_conversation",
        "conversation",
        unique=True,
        sqlite_where=text("state IN ('waiting', 'claimed', 'snoozed')"),
        postgresql_where=text("state IN ('waiting', 'claimed', 'snoozed')"),
    ),
)

handoff_events = Table(
    "handoff_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("handoff", Integer, nullable=False, index=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("at", Utc, nullable=False, index=True),
    Column("who", String(64), key="actor", nullable=False),
    Column("who_name", String(200), key="actor_name", nullable=False),
    Column("move", EnumText(Transition, 20), key="transition", nullable=False),
    Column("why", Text, key="reason", nullable=False),
    Column("state", EnumText(HandoffState, 20), nullable=False),  # this and the next: afterwards
    Column("agent", String(64), nullable=False),
    Column("agent_name", String(200), nullable=False),
    Column("queue", String(80), nullable=False),
    Column("detail", JSON, nullable=False),  # what else a replay of it needs
    Column("announced_at", Utc),  # none: what follows from it is still to be done
    Index(
        "handoff_events_to_announce",
        "handoff",
        sqlite_where=text("announced_at IS NULL"),
        postgresql_where=text("announced_at IS NULL"),
    ),
)

sensitive_words = Table(
    "sensitive_words",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False),
    Column("message", String(64), nullable=False),
    Column("topic", String(80), nullable=False),
    Column("at", Utc, nullable=False, index=True),
    Column("looked_at", Utc),  # none: nobody has looked yet
    Column("looked_by", String(200), nullable=False, server_default=""),
    UniqueConstraint("conversation", "message", name="one_sensitive_message"),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False),
    Column("score", Integer),
    Column("opened_at", Utc, nullable=False),
    Column("due_at", Utc, nullable=False, index=True),
    Column("done_at", Utc),
    Column("done_by", String(200), nullable=False),
    Column("outcome", Text, nullable=False),
    Column("kind", EnumText(FollowUpKind, 20), nullable=False, server_default="effort"),
    Column("owner", String(64), nullable=False, server_default=""),
    Column("owner_name", String(200), nullable=False, server_default=""),
    Column("contact", String(200), nullable=False, server_default=""),
    Column("words", Text, nullable=False, server_default=""),
    UniqueConstraint("conversation", "kind", name="one_follow_up_a_kind"),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False),
    Column("message", String(64), nullable=False),  # the id its sender made
    Column("staff", String(64), nullable=False),
    Column("staff_name", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("conversation", "message", name="one_note_a_message"),
)

saved_replies = Table(
    "saved_replies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner", String(64), nullable=False, index=True),  # a staff member's id; "" everybody's
    Column("title", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("changed_at", Utc, nullable=False),
    Column("folder", String(80), nullable=False, server_default=""),
    Column("shortcut", String(40), nullable=False, server_default=""),
    Column("steps", JSON, nullable=False, server_default="{}"),  # what a macro does besides
)

saved_views = Table(
    "saved_views",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner", String(64), nullable=False, index=True),  # a staff member's id; "" everybody's
    Column("title", String(80), nullable=False),
    Column("query", Text, nullable=False),  # of the address of the list
    Column("changed_at", Utc, nullable=False),
)

conversation_tags = Table(
    "conversation_tags",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("tag", String(80), primary_key=True),
    Column("by_name", String(200), nullable=False),
    Column("at", Utc, nullable=False),
    Index("conversation_tags_by_tag", "tag", "conversation"),
)

watchers = Table(
    "watchers",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("staff", String(64), primary_key=True),
    Column("since", Utc, nullable=False),
)

repeated_questions = Table(
    "reasked",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False),
    Column("message", String(64), nullable=False),
    Column("what", Text, nullable=False),
    Column("at", Utc, nullable=False, index=True),
    UniqueConstraint("conversation", "message", name="one_reasked_a_message"),
)
