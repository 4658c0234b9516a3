"""Which rows of a table are somebody's: by their conversations, their names or their addresses."""

from __future__ import annotations

from sqlalchemy import ColumnElement, case, false, func, or_, select

from core.personal_data import ERASED, Whose
from store.announcements import MAIL_CAUSE
from store.audit import MAX_SUBJECT_LENGTH
from store.channels import LINKED, UNLINKED
from store.content_gaps.evidence import SEARCH
from store.personal_data.places import Condition, holding, of_conversations
from store.schema import (
    announcement_subscribers,
    arrivals,
    audit,
    channel_conversations,
    conversations,
    empty_searches,
    example_sightings,
    gap_evidence,
    links,
    mails,
    outgoing,
    places,
    suggested_examples,
)


def own(whose: Whose) -> Condition:
    """Their conversations."""
    return conversations.c.id.in_(list(whose.conversations))


def sent_by(whose: Whose) -> Condition:
    """Arrivals of theirs."""
    return _addressed(whose, arrivals.c.connection + " " + arrivals.c.sender)


def sent_to(whose: Whose) -> Condition:
    """What was sent in their conversations, or to an address of theirs."""
    theirs = _addressed(whose, outgoing.c.connection + " " + outgoing.c.recipient)
    told = select(MAIL_CAUSE).where(subscribed(whose))
    return or_(of_conversations(outgoing)(whose), theirs, outgoing.c.cause.in_(told))


def subscribed(whose: Whose) -> Condition:
    """Who asked to be told: in their conversations, or in the help centre at just this address."""
    asked = announcement_subscribers.c
    terms = [each.lower() for each in whose.terms]
    in_help = (asked.conversation == "") & func.lower(asked.address).in_(terms)
    return or_(of_conversations(announcement_subscribers)(whose), in_help)


def mailed(whose: Whose) -> Condition:
    """Mails of their conversations, or from an address of theirs."""
    theirs = _addressed(whose, mails.c.connection + " " + mails.c.sender)
    return or_(of_conversations(mails)(whose), theirs)


def _addressed(whose: Whose, address: ColumnElement[str]) -> Condition:
    """Rows with an address of theirs; where there is none, no table is read from end to end."""
    return address.in_(whose.addresses) if whose.addresses else false()


def placed(whose: Whose) -> Condition:
    """Places of their conversations and identities."""
    return or_(of_conversations(places)(whose), places.c.identity.in_(whose.identities))


def linked(whose: Whose) -> Condition:
    """Links of their conversations and identities."""
    return or_(of_conversations(links)(whose), links.c.identity.in_(whose.identities))


def taken_part(whose: Whose) -> Condition:
    """Conversations of channels they took part in."""
    theirs = channel_conversations.c.identity.in_(whose.identities)
    return or_(of_conversations(channel_conversations)(whose), theirs)


def shown(whose: Whose) -> Condition:
    """Words of gaps: of their conversations, and of searches that are theirs."""
    searched = select(empty_searches.c.id).where(searched_in_vain(whose))
    return or_(
        of_conversations(gap_evidence)(whose),
        (gap_evidence.c.source == SEARCH) & gap_evidence.c.source_id.in_(searched),
    )


def searched_in_vain(whose: Whose) -> Condition:
    """Searches from a network of theirs that found nothing."""
    return empty_searches.c.network.in_(whose.networks)


def suggested(whose: Whose) -> Condition:
    """Suggested examples in words of theirs."""
    theirs = select(example_sightings.c.suggestion).where(
        of_conversations(example_sightings)(whose),
        example_sightings.c.words == suggested_examples.c.words,
    )
    return suggested_examples.c.id.in_(theirs)


def told_of(whose: Whose) -> Condition:
    """Entries of the audit about them."""
    # Ids of ours stand in no other details: looking for them in all takes too long.
    linked = audit.c.what.in_((LINKED, UNLINKED)) & holding(audit.c.detail, whose.people)
    return or_(audit.c.subject.in_(subjects(whose)), linked)


def subjects(whose: Whose) -> list[str]:
    """What the audit calls them."""
    return [each[:MAX_SUBJECT_LENGTH] for each in whose.names]


def others_words(whose: Whose) -> ColumnElement[str]:
    """The words in which others said what is suggested; those of nobody, if nobody did."""
    of_others = select(func.min(example_sightings.c.words)).where(
        example_sightings.c.suggestion == suggested_examples.c.id,
        ~of_conversations(example_sightings)(whose),
    )
    return func.coalesce(of_others.scalar_subquery(), ERASED)


def unnamed(column: ColumnElement[str], whose: Whose) -> ColumnElement[str]:
    """What stands in a column, without what names them."""
    return case((holding(column, whose.terms), ERASED), else_=column)
