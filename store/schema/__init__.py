"""The tables of the record. Alembic's migrations in `store/migrations` create the same ones."""

from store.schema.base import Utc, metadata
from store.schema.content import article_feedback, content_gaps
from store.schema.conversations import conversations, pages_visited, seen, surveys, utterances
from store.schema.handoffs import (
    follow_ups,
    handoff_events,
    handoffs,
    notes,
    reasked,
    saved_replies,
)
from store.schema.staff import audit, password_links, staff, staff_sessions

__all__ = [
    "Utc",
    "article_feedback",
    "audit",
    "content_gaps",
    "conversations",
    "follow_ups",
    "handoff_events",
    "handoffs",
    "metadata",
    "notes",
    "pages_visited",
    "password_links",
    "reasked",
    "saved_replies",
    "seen",
    "staff",
    "staff_sessions",
    "surveys",
    "utterances",
]
