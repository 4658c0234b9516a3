"""The tables of the record. Alembic's migrations in `store/migrations` create the same ones."""

from store.schema.articles import (
    article_clock,
    article_drafts,
    article_files,
    article_schedules,
    article_versions,
    articles,
    pinned_questions,
)
from store.schema.attachments import attachments
from store.schema.base import EnumText, Utc, metadata
from store.schema.channels import (
    arrivals,
    channel_conversations,
    channel_tallies,
    identities,
    outgoing,
)
from store.schema.content import article_feedback, content_gaps
from store.schema.conversations import conversations, pages_visited, seen, surveys, utterances
from store.schema.customers import customer_facts
from store.schema.gaps import (
    article_comments,
    empty_searches,
    gap_evidence,
    gaps,
    job_progress,
    question_log,
    suggestions,
)
from store.schema.handoffs import (
    conversation_tags,
    follow_ups,
    handoff_events,
    handoffs,
    notes,
    repeated_questions,
    saved_replies,
    saved_views,
    sensitive_words,
    watchers,
)
from store.schema.linking import customer_changes, links, places
from store.schema.mail import mailboxes, mails, written_answers
from store.schema.next_questions import (
    agent_offers,
    next_clock,
    next_counts,
    next_imports,
    next_offers,
    next_verdicts,
    next_visits,
)
from store.schema.staff import audit, password_links, staff, staff_notices, staff_sessions
from store.schema.suggested_examples import (
    conversation_origins,
    example_sightings,
    suggested_examples,
)

__all__ = [
    "EnumText",
    "Utc",
    "agent_offers",
    "arrivals",
    "article_clock",
    "article_comments",
    "article_drafts",
    "article_feedback",
    "article_files",
    "article_schedules",
    "article_versions",
    "articles",
    "attachments",
    "audit",
    "channel_conversations",
    "channel_tallies",
    "content_gaps",
    "conversation_origins",
    "conversation_tags",
    "conversations",
    "customer_changes",
    "customer_facts",
    "empty_searches",
    "example_sightings",
    "follow_ups",
    "gap_evidence",
    "gaps",
    "handoff_events",
    "handoffs",
    "identities",
    "job_progress",
    "links",
    "mailboxes",
    "mails",
    "metadata",
    "next_clock",
    "next_counts",
    "next_imports",
    "next_offers",
    "next_verdicts",
    "next_visits",
    "notes",
    "outgoing",
    "pages_visited",
    "password_links",
    "pinned_questions",
    "places",
    "question_log",
    "repeated_questions",
    "saved_replies",
    "saved_views",
    "seen",
    "sensitive_words",
    "staff",
    "staff_notices",
    "staff_sessions",
    "suggested_examples",
    "suggestions",
    "surveys",
    "utterances",
    "watchers",
    "written_answers",
]
