"""Where customers' words and identities end up: every table is here, or in `not_personal`.

Exporting, erasing, what goes after a time and `docs/reference/storage.md` go by this list. It is in
the order in which a customer is erased: the conversations first, so that nothing new is taken for
them; what others are found by, last.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, String, case, cast, false, func

from core.channels import Delivery
from core.handoffs import OPEN_STATES, HandoffState
from core.personal_data import ERASED, Kind
from store.clock import now
from store.content_gaps.evidence import SEARCH
from store.personal_data import ageing, figures
from store.personal_data.belonging import (
    linked,
    mailed,
    others_words,
    own,
    placed,
    searched_in_vain,
    sent_by,
    sent_to,
    shown,
    subjects,
    subscribed,
    suggested,
    taken_part,
    told_of,
    unnamed,
)
from store.personal_data.places import Place, ToldIn, of_conversations, renamed, under_pseudonym
from store.schema import (
    announcement_contacts,
    announcement_subscribers,
    arrivals,
    attachments,
    audit,
    channel_conversations,
    content_gaps,
    conversation_origins,
    conversation_tags,
    conversations,
    customer_changes,
    customer_facts,
    empty_searches,
    example_sightings,
    follow_ups,
    gap_evidence,
    handoff_events,
    handoffs,
    help_searches,
    ideas,
    identities,
    links,
    mails,
    notes,
    outgoing,
    pages_visited,
    places,
    question_log,
    refusals,
    repeated_questions,
    seen,
    sensitive_words,
    staff_mails,
    staff_notices,
    suggested_examples,
    suggestions,
    surveys,
    utterances,
    watchers,
    webhook_events,
    written_answers,
)

_COUNTED = "without words, under a pseudonym: figures count it"

_STATE = cast(outgoing.c.state, String)
_GIVEN_UP = case({Delivery.QUEUED.value: Delivery.FAILED.value}, value=_STATE, else_=_STATE)
# What is said in a conversation is sent because of it: "<conversation>:<utterance>:<part>".
_NO_CAUSE = case(
    (
        outgoing.c.cause.startswith(outgoing.c.conversation + ":"),
        ERASED + cast(outgoing.c.id, String),
    ),
    else_=outgoing.c.cause,
)
_HANDED_OFF = cast(handoffs.c.state, String)
_OVER = case(
    {each.value: HandoffState.ABANDONED.value for each in OPEN_STATES},
    value=_HANDED_OFF,
    else_=_HANDED_OFF,
)


def _called_off() -> ColumnElement[datetime]:
    """Nobody is there any more who could be told."""
    asked = announcement_subscribers.c
    waits = (asked.told_at.is_(None), func.coalesce(asked.cancelled_at, now()))
    return case(waits, else_=asked.cancelled_at)


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
        keeps=_COUNTED,
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
        keeps=_COUNTED,
    ),
    Place(
        handoff_events,
        Kind.CONVERSATIONS,
        of_conversations(handoff_events),
        lambda whose: {
            **{"conversation": renamed(handoff_events, whose), "reason": "", "detail": {}},
            "announced_at": func.coalesce(handoff_events.c.announced_at, now()),
        },
        keeps=_COUNTED,
    ),
    Place(
        announcement_contacts,
        Kind.CONVERSATIONS,
        of_conversations(announcement_contacts),
        under_pseudonym(announcement_contacts),
        keeps=_COUNTED,
    ),
    Place(
        refusals,
        Kind.CONVERSATIONS,
        of_conversations(refusals),
        under_pseudonym(refusals),
        keeps=_COUNTED,
    ),
    Place(
        repeated_questions,
        Kind.CONVERSATIONS,
        of_conversations(repeated_questions),
        under_pseudonym(repeated_questions, what=ERASED),
        keeps=_COUNTED,
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
    Place(
        mails,
        Kind.MAILS,
        mailed,
        lambda whose: {
            **{"conversation": renamed(mails, whose), "sender": "", "message_id": ""},
            **{"refers_to": [], "subject": "", "text": "", "attachments": []},
            "unanswered": "",
        },
        keeps="a digest, so that a mail that is found again starts nothing",
        at_once=True,
        ages=ageing.MAILS,
    ),
    Place(
        written_answers,
        Kind.MAILS,
        of_conversations(written_answers),
        ages=ageing.WRITTEN_ANSWERS,
    ),
    Place(
        arrivals,
        Kind.DELIVERIES,
        sent_by,
        lambda whose: {
            **{"sender": "", "content": {}, "problem": ""},
            "handled_at": func.coalesce(arrivals.c.handled_at, now()),
        },
        keeps="the vendor's id, so that what is delivered again starts nothing",
        at_once=True,
        ages=ageing.ARRIVALS,
    ),
    Place(
        outgoing,
        Kind.DELIVERIES,
        sent_to,
        lambda whose: {
            **{"conversation": renamed(outgoing, whose), "recipient": "", "content": {}},
            **{"external": "", "reason": "", "state": _GIVEN_UP, "cause": _NO_CAUSE},
        },
        keeps="without words and address: the page of channels counts it",
        at_once=True,
        ages=ageing.OUTGOING,
    ),
    Place(  # after the mails that told them, which are theirs by this alone
        announcement_subscribers,
        Kind.CONVERSATIONS,
        subscribed,
        lambda whose: {
            "conversation": renamed(announcement_subscribers, whose),
            "address": "",
            "cancelled_at": _called_off(),
        },
        keeps=_COUNTED,
        at_once=True,
        ages=ageing.ANNOUNCEMENT_SUBSCRIBERS,
    ),
    Place(
        follow_ups,
        Kind.FOLLOW_UPS,
        of_conversations(follow_ups),
        ages=ageing.FOLLOW_UPS,
    ),
    Place(
        question_log,
        Kind.QUESTIONS,
        of_conversations(question_log),
        under_pseudonym(question_log, question=ERASED),
        keeps=_COUNTED,
        ages=ageing.QUESTION_LOG,
    ),
    Place(
        gap_evidence,
        Kind.QUESTIONS,
        shown,
        lambda whose: {
            **{"conversation": renamed(gap_evidence, whose), "words": ERASED, "answer": ""}
        },
        keeps=_COUNTED,
        ages=ageing.GAP_EVIDENCE,
        told_in=ToldIn(gap_evidence.c.words, gap_evidence.c.source == SEARCH),
    ),
    Place(
        content_gaps,
        Kind.QUESTIONS,
        of_conversations(content_gaps),
        under_pseudonym(content_gaps, question=ERASED + cast(content_gaps.c.id, String), answer=""),
        keeps=_COUNTED,
        ages=ageing.CONTENT_GAPS,
    ),
    Place(
        suggestions,
        Kind.QUESTIONS,
        of_conversations(suggestions),
        under_pseudonym(suggestions, text=ERASED),
        keeps=_COUNTED,
        ages=ageing.SUGGESTIONS,
    ),
    Place(
        suggested_examples,
        Kind.EXAMPLES,
        suggested,
        lambda whose: {"words": others_words(whose)},
        keeps="others' words for the same; what a content manager took into an article stays",
        ages=ageing.SUGGESTED_EXAMPLES,
        by_conversation=True,
    ),
    Place(
        example_sightings,
        Kind.EXAMPLES,
        of_conversations(example_sightings),
        ages=ageing.EXAMPLE_SIGHTINGS,
    ),
    Place(
        empty_searches,
        Kind.SEARCHES,
        searched_in_vain,
        lambda whose: {"network": "", "words": ERASED + cast(empty_searches.c.id, String)},
        keeps="a row for each, without words",
        ages=ageing.EMPTY_SEARCHES,
        told_in=ToldIn(empty_searches.c.words),
    ),
    Place(
        help_searches,
        Kind.SEARCHES,
        lambda whose: false(),
        told_in=ToldIn(help_searches.c.words),
        ages=ageing.HELP_SEARCHES,
    ),
    *figures.PLACES,
    Place(
        customer_facts,
        Kind.CUSTOMERS,
        lambda whose: customer_facts.c.whose.in_(whose.names),
        ages=ageing.CUSTOMER_FACTS,
        by_conversation=True,
    ),
    Place(places, Kind.CUSTOMERS, placed, at_once=True),
    Place(links, Kind.CUSTOMERS, linked, at_once=True),
    Place(channel_conversations, Kind.CUSTOMERS, taken_part, at_once=True),
    Place(
        identities,
        Kind.CUSTOMERS,
        lambda whose: identities.c.id.in_(whose.identities),
        at_once=True,
        ages=ageing.IDENTITIES,
    ),
    Place(
        audit,
        Kind.AUDIT,
        told_of,
        lambda whose: {
            "subject": case(
                (audit.c.subject.in_(subjects(whose)), whose.pseudonym or ERASED),
                else_=audit.c.subject,
            ),
            "detail": ERASED,
        },
        keeps="who did what and when, to whom under a pseudonym",
        ages=ageing.AUDIT,
        told_in=ToldIn(audit.c.detail),
        by_conversation=True,
    ),
)
