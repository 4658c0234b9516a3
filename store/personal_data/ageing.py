"""How what is kept of customers ages: from when its days count, and what may go by then.

Rows that figures are made of stay, without words; so no sum changes by what goes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, literal_column, or_, select

from core.attachments import FileState
from core.channels import Delivery
from core.handoffs import OPEN_STATES
from core.personal_data import ERASED, QUIET_FOR
from store.personal_data.places import Ages, Condition
from store.schema import (
    announcement_subscribers,
    attachments,
    audit,
    channel_conversations,
    content_gaps,
    conversations,
    customer_facts,
    empty_searches,
    example_sightings,
    follow_ups,
    gap_evidence,
    handoffs,
    help_searches,
    identities,
    mails,
    notes,
    outgoing,
    question_log,
    staff_notices,
    suggested_examples,
    suggestions,
    written_answers,
)


def under_way(conversation: ColumnElement[str], at: datetime) -> Condition:
    """Conversations that a person has or is called to, that are live, or to which one owes."""
    called = select(handoffs.c.conversation).where(handoffs.c.state.in_(OPEN_STATES))
    owed = select(follow_ups.c.conversation).where(follow_ups.c.done_at.is_(None))
    live = select(conversations.c.id).where(conversations.c.last_at >= at - QUIET_FOR)
    # As its index has it, literally.
    queued = outgoing.c.state == literal_column(f"'{Delivery.QUEUED.value}'")
    to_send = select(outgoing.c.conversation).where(queued)
    return or_(*(conversation.in_(each) for each in (called, owed, live, to_send)))


def of_people_under_way(at: datetime) -> Condition:
    """Facts of customers one of whose conversations is under way."""
    whose, theirs = customer_facts.c.whose, under_way(conversations.c.id, at)
    took_part = channel_conversations
    people = (
        select("person " + identities.c.person)
        .join(took_part, took_part.c.identity == identities.c.id)
        .where(under_way(took_part.c.conversation, at))
    )
    return or_(
        whose.in_(select("customer " + conversations.c.customer).where(theirs)),
        whose.in_(select("conversation " + conversations.c.id).where(theirs)),
        whose.in_(people),
    )


def _of_nobody_left(going: Select[Any]) -> Condition:
    took_part = channel_conversations
    left = select(took_part.c.identity).where(took_part.c.conversation.not_in(going))
    return identities.c.id.not_in(left)


def _not_of(going: Select[Any]) -> Condition:
    ids = select("conversation " + going.subquery().c.id)
    return customer_facts.c.whose.not_in(ids)


def _said_last(going: Select[Any]) -> Condition:
    """Suggestions that somebody has taught whose conversation stays."""
    theirs = select(example_sightings.c.suggestion).where(
        example_sightings.c.suggestion == suggested_examples.c.id,
        example_sightings.c.conversation.not_in(going),
    )
    return (suggested_examples.c.words != ERASED) & theirs.exists()


CONVERSATIONS = Ages(conversations.c.last_at, "since something was last said in it")
ATTACHMENTS = Ages(
    attachments.c.at,
    "since it was attached, and with its conversation",
    lambda going: (attachments.c.state != FileState.HELD) & (attachments.c.message != ""),
)
NOTES = Ages(notes.c.at, "since it was written, and with its conversation")
STAFF_NOTICES = Ages(
    staff_notices.c.at,
    "since they were told, once it was read; and with its conversation",
    lambda going: staff_notices.c.read_at.is_not(None),
)
MAILS = Ages(
    mails.c.at,
    "subject and text since it came; the rest with its conversation",
    lambda going: or_(mails.c.text != "", mails.c.subject != ""),
    {"subject": "", "text": "", "attachments": []},
)
WRITTEN_ANSWERS = Ages(written_answers.c.at, "since it was written, and with its conversation")
ARRIVALS = "after 30 days, whatever is set"
OUTGOING = Ages(
    outgoing.c.changed_at,
    "words and address since it was sent, and with its conversation",
    lambda going: (outgoing.c.state != Delivery.QUEUED) & (outgoing.c.recipient != ""),
    {"recipient": "", "content": {}, "external": "", "reason": ""},
)
FOLLOW_UPS = Ages(
    follow_ups.c.done_at,
    "words, address and outcome since it was done; the rest with its conversation",
    lambda going: or_(
        follow_ups.c.words != "", follow_ups.c.contact != "", follow_ups.c.outcome != ""
    ),
    {"words": "", "contact": "", "outcome": ""},
)
ANNOUNCEMENT_SUBSCRIBERS = Ages(
    func.coalesce(announcement_subscribers.c.told_at, announcement_subscribers.c.cancelled_at),
    "the address since they were told or called it off; the rest with its conversation",
    lambda going: announcement_subscribers.c.address != "",
    {"address": ""},
)
QUESTION_LOG = Ages(
    question_log.c.at,
    "its words since it was asked, and with its conversation",
    lambda going: question_log.c.question != ERASED,
    {"question": ERASED},
)
GAP_EVIDENCE = Ages(
    gap_evidence.c.at,
    "its words since they were said, and with its conversation",
    lambda going: gap_evidence.c.words != ERASED,
    {"words": ERASED, "answer": ""},
)
CONTENT_GAPS = Ages(
    content_gaps.c.at,
    "its words since it was marked, and with its conversation",
    lambda going: ~content_gaps.c.question.startswith(ERASED, autoescape=True),
    {"question": ERASED + cast(content_gaps.c.id, String), "answer": ""},
)
SUGGESTIONS = Ages(
    suggestions.c.at,
    "its words since it was made, and with its conversation",
    lambda going: suggestions.c.text != ERASED,
    {"text": ERASED},
)
SUGGESTED_EXAMPLES = Ages(
    select(func.max(example_sightings.c.at))
    .where(example_sightings.c.suggestion == suggested_examples.c.id)
    .scalar_subquery(),
    "since anybody has said it last",
    _said_last,
    {"words": ERASED},
)
EXAMPLE_SIGHTINGS = Ages(example_sightings.c.at, "since it was said, and with its conversation")
EMPTY_SEARCHES = Ages(
    empty_searches.c.day,
    "its words since that day",
    lambda going: empty_searches.c.network != "",
    {"network": "", "words": ERASED + cast(empty_searches.c.id, String)},
)
HELP_SEARCHES = Ages(help_searches.c.day, "since that day")
CUSTOMER_FACTS = Ages(customer_facts.c.at, "since it was noted", _not_of)
IDENTITIES = Ages(
    func.coalesce(identities.c.last_in_at, identities.c.first_at),
    "since they last wrote, once none of their conversations is left",
    _of_nobody_left,
)
AUDIT = Ages(audit.c.at, "since it was done")
