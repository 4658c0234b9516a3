"""What is due to go: older than the days of its kind, and not under way."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import Date, Select, false, func, or_, select, true

from core.personal_data import Counts, Kind, Retention
from store.database import Database
from store.personal_data import PLACES, Ages, Place, of_people_under_way, under_way
from store.personal_data.places import Condition
from store.schema import (
    attachments,
    conversations,
    customer_facts,
    example_sightings,
    identities,
    suggested_examples,
)

# In this order; conversations first, whatever belongs to one goes with it.
AGEING_PLACES: tuple[tuple[Place, Ages], ...] = tuple(
    (place, place.ages) for place in PLACES if isinstance(place.ages, Ages)
)
_NONE: Select[Any] = select(conversations.c.id).where(false())


def due(
    place: Place, ages: Ages, retention: Retention, at: datetime, going: Select[Any] | None = None
) -> Condition:
    """Return which rows of a place go.

    going: the conversations that go before them, where nothing has gone yet
    """
    before = retention.before(place.kind, at)
    own: Condition = false()
    if before is not None:
        first = before.date() if isinstance(ages.since.type, Date) else before
        own = (ages.since < first) & ages.may_go(_NONE if going is None else going)
        own &= _not_under_way(place, at)
    if place.table is attachments:
        # A conversation's files go after it: nobody who writes waits for a store of files.
        column = attachments.c.conversation
        left = column.not_in(select(conversations.c.id)) if going is None else column.in_(going)
        return or_(own, left)
    # An identity names a conversation, and goes after it.
    goes_along = "conversation" in place.table.c and place.table is not identities
    if going is not None and goes_along:
        return own & place.table.c.conversation.not_in(going)
    return own


def would_go(database: Database, retention: Retention, at: datetime) -> Counts:
    """Return how much of each kind is due, without touching it; what Redis holds is not in it."""
    counts: Counter[Kind] = Counter()
    with database.reading() as connection:
        going = going_conversations(retention, at)
        for place, ages in AGEING_PLACES:
            these = due(place, ages, retention, at, going)
            query = select(func.count()).select_from(place.table).where(these)
            counts[place.kind] += connection.execute(query).scalar_one()
    return counts


def going_conversations(retention: Retention, at: datetime) -> Select[Any]:
    """Return a query for the conversations that are due."""
    place, ages = AGEING_PLACES[0]
    return select(conversations.c.id).where(due(place, ages, retention, at))


def _not_under_way(place: Place, at: datetime) -> Condition:
    if place.table is conversations:
        return ~under_way(conversations.c.id, at)
    if place.table is customer_facts:
        return ~of_people_under_way(at)
    if place.table is suggested_examples:
        taught = select(example_sightings.c.suggestion).where(
            example_sightings.c.suggestion.is_not(None),
            under_way(example_sightings.c.conversation, at),
        )
        return suggested_examples.c.id.not_in(taught)
    if "conversation" in place.table.c:
        return ~under_way(place.table.c.conversation, at)
    return true()
