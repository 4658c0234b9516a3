"""Where customers' words and identities end up: every table is here, or says why it holds none.

Exporting, erasing and `docs/reference/storage.md` go by this list. It is in the order in
which a customer is erased: the conversations first, so that nothing new is taken for them; what
others are found by, last.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, String, case, cast, false, func, or_, select

from core.channels import Delivery
from core.handoffs import OPEN_STATES, HandoffState
from core.personal_data import ERASED, Kind, Whose
from store.announcements import MAIL_CAUSE
from store.audit import MAX_SUBJECT_LENGTH
from store.channels import LINKED, UNLINKED
from store.clock import now
from store.content_gaps.evidence import SEARCH
from store.personal_data import figures
from store.personal_data.places import (
    Condition,
    Place,
    holding,
    of_conversations,
    renamed,
    under_pseudonym,
)
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
    staff_notices,
    suggested_examples,
    suggestions,
    surveys,
    utterances,
    watchers,
    written_answers,
)

_COUNTED = "without words, under a pseudonym: figures count it"


def _own(whose: Whose) -> Condition:
    return conversations.c.id.in_(list(whose.conversations))


def sent_by(whose: Whose) -> Condition:
    """Arrivals of theirs."""
    return _addressed(whose, arrivals.c.connection + " " + arrivals.c.sender)


def _sent_to(whose: Whose) -> Condition:
    theirs = _addressed(whose, outgoing.c.connection + " " + outgoing.c.recipient)
    told = select(MAIL_CAUSE).where(_subscribed(whose))
    return or_(of_conversations(outgoing)(whose), theirs, outgoing.c.cause.in_(told))


def _subscribed(whose: Whose) -> Condition:
    """Who asked to be told: in their conversations, or in the help centre at an address."""
    table = announcement_subscribers
    in_help = (table.c.conversation == "") & holding(table.c.address, whose.terms)
    return or_(of_conversations(table)(whose), in_help)


def _mailed(whose: Whose) -> Condition:
    theirs = _addressed(whose, mails.c.connection + " " + mails.c.sender)
    return or_(of_conversations(mails)(whose), theirs)


def _addressed(whose: Whose, address: ColumnElement[str]) -> Condition:
    """Rows with an address of theirs; where there is none, no table is read from end to end."""
    return address.in_(whose.addresses) if whose.addresses else false()


def _placed(whose: Whose) -> Condition:
    return or_(of_conversations(places)(whose), places.c.identity.in_(whose.identities))


def _linked(whose: Whose) -> Condition:
    return or_(of_conversations(links)(whose), links.c.identity.in_(whose.identities))


def _taken_part(whose: Whose) -> Condition:
    theirs = channel_conversations.c.identity.in_(whose.identities)
    return or_(of_conversations(channel_conversations)(whose), theirs)


def _shown(whose: Whose) -> Condition:
    """Words of gaps: of their conversations, and of searches that are theirs."""
    searched = select(empty_searches.c.id).where(_searched_in_vain(whose))
    of_search = gap_evidence.c.source == SEARCH
    return or_(
        of_conversations(gap_evidence)(whose),
        of_search & gap_evidence.c.source_id.in_(searched),
        of_search & holding(gap_evidence.c.words, whose.terms),
    )


def _searched_in_vain(whose: Whose) -> Condition:
    by_network = empty_searches.c.network.in_(whose.networks)
    return or_(by_network, holding(empty_searches.c.words, whose.terms))


def _suggested(whose: Whose) -> Condition:
    theirs = select(example_sightings.c.suggestion).where(
        of_conversations(example_sightings)(whose),
        example_sightings.c.words == suggested_examples.c.words,
    )
    return suggested_examples.c.id.in_(theirs)


def _told_of(whose: Whose) -> Condition:
    # Ids of ours stand in no other details: looking for them in all takes too long.
    linked = audit.c.what.in_((LINKED, UNLINKED)) & holding(audit.c.detail, whose.people)
    told = holding(audit.c.detail, whose.terms)
    return or_(audit.c.subject.in_(_subjects(whose)), linked, told)


def _called_off() -> ColumnElement[datetime]:
    """Nobody is there any more who could be told."""
    asked = announcement_subscribers.c
    waits = (asked.told_at.is_(None), func.coalesce(asked.cancelled_at, now()))
    return case(waits, else_=asked.cancelled_at)


def _noted_in_ideas(whose: Whose) -> Condition:
    named = (holding(each, whose.terms) for each in (ideas.c.words, ideas.c.why))
    return or_(of_conversations(ideas)(whose), *named)


def _unnamed(column: ColumnElement[str], whose: Whose) -> ColumnElement[str]:
    return case((holding(column, whose.terms), ERASED), else_=column)


def _subjects(whose: Whose) -> list[str]:
    return [each[:MAX_SUBJECT_LENGTH] for each in whose.names]


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

PLACES: tuple[Place, ...] = (
    Place(conversations, Kind.CONVERSATIONS, _own, at_once=True),
    Place(attachments, Kind.ATTACHMENTS, of_conversations(attachments)),
    Place(utterances, Kind.CONVERSATIONS, of_conversations(utterances)),
    Place(customer_changes, Kind.CONVERSATIONS, of_conversations(customer_changes)),
    Place(seen, Kind.CONVERSATIONS, of_conversations(seen)),
    Place(pages_visited, Kind.CONVERSATIONS, of_conversations(pages_visited)),
    Place(conversation_origins, Kind.CONVERSATIONS, of_conversations(conversation_origins)),
    Place(conversation_tags, Kind.CONVERSATIONS, of_conversations(conversation_tags)),
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
        announcement_subscribers,
        Kind.CONVERSATIONS,
        _subscribed,
        lambda whose: {
            "conversation": renamed(announcement_subscribers, whose),
            "address": "",
            "cancelled_at": _called_off(),
        },
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
    Place(notes, Kind.NOTES, of_conversations(notes)),
    Place(staff_notices, Kind.NOTES, of_conversations(staff_notices)),
    Place(
        ideas,
        Kind.NOTES,
        _noted_in_ideas,
        lambda whose: {
            **{"words": _unnamed(ideas.c.words, whose), "why": _unnamed(ideas.c.why, whose)},
            **{"conversation": renamed(ideas, whose), "page": "", "title": ""},
        },
        keeps="colleagues' words about the product, without those that name them",
    ),
    Place(
        mails,
        Kind.MAILS,
        _mailed,
        lambda whose: {
            **{"conversation": renamed(mails, whose), "sender": "", "message_id": ""},
            **{"refers_to": [], "subject": "", "text": "", "attachments": []},
            "unanswered": "",
        },
        keeps="a digest, so that a mail that is found again starts nothing",
        at_once=True,
    ),
    Place(
        written_answers,
        Kind.MAILS,
        of_conversations(written_answers),
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
    ),
    Place(
        outgoing,
        Kind.DELIVERIES,
        _sent_to,
        lambda whose: {
            **{"conversation": renamed(outgoing, whose), "recipient": "", "content": {}},
            **{"external": "", "reason": "", "state": _GIVEN_UP, "cause": _NO_CAUSE},
        },
        keeps="without words and address: the page of channels counts it",
        at_once=True,
    ),
    Place(follow_ups, Kind.FOLLOW_UPS, of_conversations(follow_ups)),
    Place(
        question_log,
        Kind.QUESTIONS,
        of_conversations(question_log),
        under_pseudonym(question_log, question=ERASED),
        keeps=_COUNTED,
    ),
    Place(
        gap_evidence,
        Kind.QUESTIONS,
        _shown,
        lambda whose: {
            **{"conversation": renamed(gap_evidence, whose), "words": ERASED, "answer": ""}
        },
        keeps=_COUNTED,
    ),
    Place(
        content_gaps,
        Kind.QUESTIONS,
        of_conversations(content_gaps),
        under_pseudonym(content_gaps, question=ERASED + cast(content_gaps.c.id, String), answer=""),
        keeps=_COUNTED,
    ),
    Place(
        suggestions,
        Kind.QUESTIONS,
        of_conversations(suggestions),
        under_pseudonym(suggestions, text=ERASED),
        keeps=_COUNTED,
    ),
    Place(
        suggested_examples,
        Kind.EXAMPLES,
        _suggested,
        lambda whose: {"words": _others_words(whose)},
        keeps="others' words for the same; what a content manager took into an article stays",
    ),
    Place(
        example_sightings,
        Kind.EXAMPLES,
        of_conversations(example_sightings),
    ),
    Place(
        empty_searches,
        Kind.SEARCHES,
        _searched_in_vain,
        lambda whose: {"network": "", "words": ERASED + cast(empty_searches.c.id, String)},
        keeps="a row for each, without words",
    ),
    Place(
        help_searches,
        Kind.SEARCHES,
        lambda whose: holding(help_searches.c.words, whose.terms),
    ),
    *figures.PLACES,
    Place(customer_facts, Kind.CUSTOMERS, lambda whose: customer_facts.c.whose.in_(whose.names)),
    Place(places, Kind.CUSTOMERS, _placed, at_once=True),
    Place(links, Kind.CUSTOMERS, _linked, at_once=True),
    Place(channel_conversations, Kind.CUSTOMERS, _taken_part, at_once=True),
    Place(
        identities,
        Kind.CUSTOMERS,
        lambda whose: identities.c.id.in_(whose.identities),
        at_once=True,
    ),
    Place(
        audit,
        Kind.AUDIT,
        _told_of,
        lambda whose: {
            "subject": case(
                (audit.c.subject.in_(_subjects(whose)), whose.pseudonym or ERASED),
                else_=audit.c.subject,
            ),
            "detail": ERASED,
        },
        keeps="who did what and when, to whom under a pseudonym",
    ),
)


def _others_words(whose: Whose) -> ColumnElement[str]:
    of_others = select(func.min(example_sightings.c.words)).where(
        example_sightings.c.suggestion == suggested_examples.c.id,
        ~of_conversations(example_sightings)(whose),
    )
    return func.coalesce(of_others.scalar_subquery(), ERASED)


_STAFF = "what staff are and do; no customer"
_ARTICLES = "the company's own words"
_SUMS = "sums and counts; nobody"
NOT_PERSONAL: dict[str, str] = {
    **dict.fromkeys(
        ("articles", "article_versions", "article_drafts", "article_schedules", "article_clock"),
        _ARTICLES,
    ),
    **dict.fromkeys(("article_files", "pinned_questions", "article_comments"), _ARTICLES),
    **dict.fromkeys(("article_feedback", "channel_tallies", "gaps", "chore_progress"), _SUMS),
    **dict.fromkeys(
        ("insight_days", "insight_cost_days", "insight_call_days", "insight_marks"), _SUMS
    ),
    **dict.fromkeys(("insight_drivers", "next_offers", "next_counts"), _SUMS),
    **dict.fromkeys(("next_clock", "next_imports", "next_verdicts", "mailboxes"), _SUMS),
    **dict.fromkeys(
        ("announcements", "policies", "setting_clock", "setting_files", "setting_versions"),
        _ARTICLES,
    ),
    "insight_offer_days": _SUMS,
    "api_keys": _STAFF,
    "api_requests": "digests of requests, and ids of what came of them, for a day",
    "weekly_declined": _STAFF,
    "insight_agent_hours": _STAFF,
    "insight_queue_hours": _STAFF,
    "idea_votes": _STAFF,
    "erasures": "ids of what is gone, so that a restored backup is erased again",
    **dict.fromkeys(
        ("staff", "staff_sessions", "password_links", "saved_replies", "saved_views"), _STAFF
    ),
}
