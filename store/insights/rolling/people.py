"""Who is one person: a signed-in customer, and everybody on a channel who is linked with them.

As `store.conversations.person_of` sees it, for many conversations at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    MetaData,
    Select,
    String,
    Table,
    func,
    insert,
    select,
)

from core.channels.linking import Assurance
from store.insights.rolling.worked_out import empty
from store.schema import channel_conversations, conversations, identities, insight_contacts

_AT_ONCE = 400  # names in one query
_CUSTOMER, _PERSON = "customer ", "person "
_Pairs = set[tuple[str, str]]  # a customer and a person who are the same

linked_people = Table(
    "linked_people",
    MetaData(),
    Column("name", String(240), primary_key=True),
    Column("person", String(240), nullable=False),  # the first of all their names
    prefixes=["TEMPORARY"],
)


def named(customer: ColumnElement[str], person: ColumnElement[str]) -> ColumnElement[str]:
    """What somebody is called: as a customer who is signed in, else as a person on a channel."""
    signed_in = func.nullif(_CUSTOMER + func.coalesce(customer, ""), _CUSTOMER)
    return func.coalesce(signed_in, _PERSON + person, "")


def work_out_people(connection: Connection, theirs: Select[Any]) -> None:
    """Fill `linked_people` with those names of some conversations that are not their only ones."""
    empty(connection, linked_people)
    rows = _first_names(_connected(connection, _linked_to(connection, theirs)))
    if rows:
        values = [{"name": name, "person": person} for name, person in rows.items()]
        connection.execute(insert(linked_people), values)


def days_of_identities(connection: Connection, moved: Collection[int]) -> set[date]:
    """Return the days of contacts whose person is another one since identities were (un)linked."""
    itself, mates = identities.alias("itself"), identities.alias("mates")
    found: set[date] = set()
    for some in _parts(moved):
        own = select(channel_conversations.c.conversation).where(
            channel_conversations.c.identity.in_(some)
        )
        people = set(connection.execute(select(itself.c.person).where(itself.c.id.in_(some))))
        of_mates = (
            select(channel_conversations.c.conversation)
            .join(mates, mates.c.id == channel_conversations.c.identity)
            .join(itself, itself.c.person == mates.c.person)
            .where(itself.c.id.in_(some))
        )
        names = {name for pair in _linked_to(connection, of_mates) for name in pair}
        names |= {_PERSON + person for (person,) in people}
        pairs = _connected(connection, {(name, name) for name in names})
        found |= _days_called(connection, {name for pair in pairs for name in pair})
        found |= _days_as_counted(connection, own)
    return found


def _linked_to(connection: Connection, theirs: Select[Any]) -> _Pairs:
    """Return the pairs that somebody of these conversations belongs to."""
    customers = select(conversations.c.customer).where(
        conversations.c.id.in_(theirs), conversations.c.customer != ""
    )
    people = (
        select(identities.c.person)
        .join(channel_conversations, channel_conversations.c.identity == identities.c.id)
        .where(channel_conversations.c.conversation.in_(theirs))
    )
    found = _pairs(connection, conversations.c.customer.in_(customers))
    return found | _pairs(connection, identities.c.person.in_(people))


def _connected(connection: Connection, pairs: _Pairs) -> _Pairs:
    """Return these pairs, and all that share a name with one of them, directly or not."""
    found, known = set(pairs), set[str]()
    while fresh := {name for pair in found for name in pair} - known:
        known |= fresh
        for some in _parts(_without(_CUSTOMER, fresh)):
            found |= _pairs(connection, conversations.c.customer.in_(some))
        for some in _parts(_without(_PERSON, fresh)):
            found |= _pairs(connection, identities.c.person.in_(some))
    return found


def _pairs(connection: Connection, condition: ColumnElement[bool]) -> _Pairs:
    query = (
        select(conversations.c.customer, identities.c.person)
        .join(channel_conversations, channel_conversations.c.conversation == conversations.c.id)
        .join(identities, identities.c.id == channel_conversations.c.identity)
        .where(
            conversations.c.customer != "", identities.c.assurance >= Assurance.VOUCHED, condition
        )
        .distinct()
    )
    rows = connection.execute(query)
    return {(_CUSTOMER + row.customer, _PERSON + row.person) for row in rows}


def _first_names(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return of each name the first of all that are the same person's."""
    leads: dict[str, str] = {}

    def lead(name: str) -> str:
        while (other := leads.setdefault(name, name)) != name:
            name = other
        return name

    for one, other in pairs:
        first, second = sorted((lead(one), lead(other)))
        leads[second] = first
    return {name: lead(name) for name in leads}


def _days_called(connection: Connection, names: Collection[str]) -> set[date]:
    day = func.date(conversations.c.started_at, type_=Date)
    found: set[date] = set()
    for some in _parts(_without(_CUSTOMER, names)):
        signed_in = select(day).where(conversations.c.customer.in_(some))
        found |= set(connection.execute(signed_in.distinct()).scalars())
    for some in _parts(_without(_PERSON, names)):
        on_channels = (
            select(day)
            .join(channel_conversations, channel_conversations.c.conversation == conversations.c.id)
            .join(identities, identities.c.id == channel_conversations.c.identity)
            .where(identities.c.person.in_(some))
        )
        found |= set(connection.execute(on_channels.distinct()).scalars())
    return found


def _days_as_counted(connection: Connection, theirs: Select[Any]) -> set[date]:
    """Return the days of all who were counted as one with somebody of these conversations."""
    this, own = insight_contacts, insight_contacts.alias("own")
    people = select(own.c.person).where(own.c.conversation.in_(theirs), own.c.person != "")
    query = select(this.c.day).where(this.c.person.in_(people)).distinct()
    return set(connection.execute(query).scalars())


def _without(start: str, names: Iterable[str]) -> list[str]:
    return sorted(name[len(start) :] for name in names if name.startswith(start))


def _parts(values: Collection[Any]) -> Iterator[list[Any]]:
    ordered = sorted(values)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
