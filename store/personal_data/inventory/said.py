"""What was said, and what colleagues wrote beside it."""

from __future__ import annotations

from sqlalchemy import String, case, cast, func

from core.handoffs import OPEN_STATES, HandoffState
from core.personal_data import ERASED, Kind
from store.clock import now
from store.personal_data import ageing
from store.personal_data.belonging import own, unnamed
from store.personal_data.places import (
    COUNTED,
    Place,
    ToldIn,
    of_conversations,
    renamed,
    under_pseudonym,
)
from store.schema import (
    announcement_contacts,
    attachments,
    conversation_origins,
    conversation_tags,
    conversations,
    customer_changes,
    handoff_events,
    handoffs,
    ideas,
    notes,
    pages_visited,
    refusals,
    repeated_questions,
    seen,
    sensitive_words,
    staff_mails,
    staff_notices,
    surveys,
    utterances,
    watchers,
    webhook_events,
)

_HANDED_OFF = cast(handoffs.c.state, String)

_OVER = case(
    {each.value: HandoffState.ABANDONED.value for each in OPEN_STATES},
    value=_HANDED_OFF,
    else_=_HANDED_OFF,
)

PLACES: tuple[Place, ...] = (
    Place(
        conversations,
        Kind.CONVERSATIONS,
        own,
        at_once=True,
        ages=ageing.CONVERSATIONS,
        by_conversation=True,
    ),
    Place(
        attachments,
        Kind.ATTACHMENTS,
        of_conversations(attachments),
        ages=ageing.ATTACHMENTS,
    ),
    Place(utterances, Kind.CONVERSATIONS, of_conversations(utterances)),
    Place(customer_changes, Kind.CONVERSATIONS, of_conversations(customer_changes)),
    Place(seen, Kind.CONVERSATIONS, of_conversations(seen)),
    Place(pages_visited, Kind.CONVERSATIONS, of_conversations(pages_visited)),
    Place(conversation_origins, Kind.CONVERSATIONS, of_conversations(conversation_origins)),
    Place(conversation_tags, Kind.CONVERSATIONS, of_conversations(conversation_tags)),
    Place(staff_mails, Kind.CONVERSATIONS, of_conversations(staff_mails)),
    Place(webhook_events, Kind.CONVERSATIONS, of_conversations(webhook_events)),
    Place(watchers, Kind.CONVERSATIONS, of_conversations(watchers)),
    Place(sensitive_words, Kind.CONVERSATIONS, of_conversations(sensitive_words)),
    Place(
        surveys,
        Kind.CONVERSATIONS,
        of_conversations(surveys),
        under_pseudonym(surveys, comment="", meaning=None, nearness=None),
        keeps=COUNTED,
    ),
    Place(
        handoffs,
        Kind.CONVERSATIONS,
        of_conversations(handoffs),
        # One that is open, after a restore, would wait in the queue for ever.
        lambda whose: {
            "conversation": renamed(handoffs, whose),
            "state": _OVER,
            "ended_at": func.coalesce(handoffs.c.ended_at, now()),
        },
        keeps=COUNTED,
    ),
    Place(
        handoff_events,
        Kind.CONVERSATIONS,
        of_conversations(handoff_events),
        lambda whose: {
            **{"conversation": renamed(handoff_events, whose), "reason": "", "detail": {}},
            "announced_at": func.coalesce(handoff_events.c.announced_at, now()),
        },
        keeps=COUNTED,
    ),
    Place(
        announcement_contacts,
        Kind.CONVERSATIONS,
        of_conversations(announcement_contacts),
        under_pseudonym(announcement_contacts),
        keeps=COUNTED,
    ),
    Place(
        refusals,
        Kind.CONVERSATIONS,
        of_conversations(refusals),
        under_pseudonym(refusals),
        keeps=COUNTED,
    ),
    Place(
        repeated_questions,
        Kind.CONVERSATIONS,
        of_conversations(repeated_questions),
        under_pseudonym(repeated_questions, what=ERASED),
        keeps=COUNTED,
    ),
    Place(
        notes,
        Kind.NOTES,
        of_conversations(notes),
        ages=ageing.NOTES,
    ),
    Place(
        staff_notices,
        Kind.NOTES,
        of_conversations(staff_notices),
        ages=ageing.STAFF_NOTICES,
    ),
    Place(
        ideas,
        Kind.NOTES,
        of_conversations(ideas),
        lambda whose: {
            **{"words": unnamed(ideas.c.words, whose), "why": unnamed(ideas.c.why, whose)},
            **{"conversation": renamed(ideas, whose), "page": "", "title": ""},
        },
        keeps="colleagues' words about the product, without those that name them",
        ages="which page it was left on, with that conversation",
        told_in=ToldIn(ideas.c.words + " " + ideas.c.why + " " + ideas.c.title),
    ),
)
