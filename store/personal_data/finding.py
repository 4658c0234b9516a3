"""Finding a customer by what an admin knows of them, and all that is surely theirs."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from core.handoffs import OPEN_STATES
from core.personal_data import MIN_TERM_LENGTH, PSEUDONYM, Whose, can_tell
from store.conversations import Conversation
from store.conversations.person import Person, person_of
from store.conversations.record import conversation_from, get_conversation
from store.database import Database
from store.personal_data.places import holding, holding_in_json
from store.schema import (
    announcement_subscribers,
    channel_conversations,
    conversation_origins,
    conversations,
    follow_ups,
    handoffs,
    identities,
    utterances,
    written_answers,
)

MAX_PEOPLE_FOUND = 50
# Not the terms: an admin has looked through them, and of a backup nobody has.
_MANY = ("customers", "people", "identities", "addresses", "networks")
_MIN_NUMBER = 7  # digits: shorter numbers stand in others' words as well


@dataclass(frozen=True)
class Found:
    """A conversation of somebody who may be meant.

    name: as the host site or a channel tells it, "" if nobody does
    known_by: the host site's id and the addresses on channels
    words: what they said first
    """

    conversation: str
    name: str
    known_by: tuple[str, ...]
    words: str
    last_at: datetime


@dataclass(frozen=True)
class WithAgent:
    """A conversation that a person has, or is called to."""

    conversation: str
    agent_name: str


class People:
    """Customers, as admins look for them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, wanted: str) -> list[Found]:
        """Return who may be meant by a name, an e-mail address, an id, a number: each once.

        Looked through are the host site's ids and claims, channels' ids and names, what was left
        for a call back or for news, and conversations' ids. The latest come first.
        """
        wanted = wanted.strip()
        if len(wanted) < MIN_TERM_LENGTH and not wanted.isdigit():
            exact = conversations.c.customer == wanted
            return self._people(exact) if wanted else []
        return self._people(_meant(wanted))

    def whose(self, conversation: str) -> Whose:
        """Return everything that is surely of a conversation's customer. Raises NotFound."""
        with self._database.reading() as connection:
            return whose_of(connection, get_conversation(connection, conversation))

    def erased_before(self, listed: Whose) -> Whose | None:
        """Return who of a list of erasures is here again, out of a backup; None for nobody.

        Only their conversations of that time tell it: whoever came later came after the backup.
        """
        query = select(conversations).where(conversations.c.id.in_(list(listed.conversations)))
        with self._database.reading() as connection:
            here = [conversation_from(row) for row in connection.execute(query).all()]
            found = [whose_of(connection, each) for each in here]
        if not found:
            return None
        return Whose.from_json(
            {name: _together(found, name) for name in _MANY}
            | {
                "pseudonym": pseudonym(),
                "conversations": dict(each for one in found for each in one.conversations.items()),
            }
        )

    def one(self, conversation: str) -> Found:
        """Return whose conversation it is, as a person is shown. Raises NotFound."""
        with self._database.reading() as connection:
            this = get_conversation(connection, conversation)
            return _found(connection, this, person_of(connection, this))

    def with_agents(self, whose: Whose) -> list[WithAgent]:
        """Return which of their conversations a person has, or is called to."""
        with self._database.reading() as connection:
            return with_agents(connection, whose)

    def _people(self, condition: ColumnElement[bool]) -> list[Found]:
        query = select(conversations).where(condition).order_by(conversations.c.last_at.desc())
        found: list[Found] = []
        known: set[str] = set()
        with self._database.reading() as connection:
            for row in connection.execute(query.limit(MAX_PEOPLE_FOUND * 4)).all():
                if row.id in known or len(found) == MAX_PEOPLE_FOUND:
                    continue
                this = conversation_from(row)
                person = person_of(connection, this)
                theirs = select(conversations.c.id).where(person.conversations)
                known |= set(connection.execute(theirs).scalars())
                found.append(_found(connection, this, person))
        return found


def whose_of(connection: Connection, this: Conversation) -> Whose:
    """Return everything that is surely of a conversation's customer.

    As channels and links know them (`person_of`); the identities that nobody has proven, where all
    that was said under one is theirs; and the networks that nobody else came from.
    """
    person = person_of(connection, this)
    query = select(conversations.c.id, conversations.c.profile).where(person.conversations)
    rows = connection.execute(query).all()
    ids = [row.id for row in rows]
    identified = person.identities | _unproven(connection, ids)
    own = select(identities).where(identities.c.id.in_(identified))
    theirs = connection.execute(own).all()
    addresses = [f"{row.connection} {row.external}" for row in theirs]
    names = [*(row.profile.get("name", "") for row in rows), *(row.name for row in theirs)]
    left = select(follow_ups.c.contact).where(follow_ups.c.conversation.in_(ids))
    written = select(written_answers.c.recipient).where(written_answers.c.conversation.in_(ids))
    subscribed = select(announcement_subscribers.c.address).where(
        announcement_subscribers.c.conversation.in_(ids)
    )
    left_there = (left, written, subscribed)
    contacts = [each for query in left_there for each in connection.execute(query).scalars()]
    full_names = [each for each in names if " " in each.strip()]
    return Whose(
        pseudonym=pseudonym(),
        conversations={each: pseudonym() for each in ids},
        customers=tuple(sorted(person.customers)),
        people=tuple(sorted(person.people | {row.person for row in theirs})),
        identities=tuple(sorted(identified)),
        addresses=tuple(sorted(addresses)),
        networks=_own_networks(connection, ids),
        terms=_telling([*full_names, *contacts, *(row.external for row in theirs)]),
    )


def with_later(connection: Connection, whose: Whose) -> Whose:
    """Return it with the conversations that they have begun since it was looked for."""
    by_identity = select(channel_conversations.c.conversation).where(
        channel_conversations.c.identity.in_(whose.identities)
    )
    theirs = or_(conversations.c.customer.in_(whose.customers), conversations.c.id.in_(by_identity))
    ids = connection.execute(select(conversations.c.id).where(theirs)).scalars()
    later = {each: pseudonym() for each in ids if each not in whose.conversations}
    return replace(whose, conversations={**whose.conversations, **later})


def _unproven(connection: Connection, ids: list[str]) -> frozenset[int]:
    """The identities of these conversations under which nothing else was said.

    Anybody could have typed such an address; but whoever it was, it is theirs alone.
    """
    took_part = channel_conversations
    theirs = select(took_part.c.identity).where(took_part.c.conversation.in_(ids))
    others = select(took_part.c.identity).where(
        took_part.c.identity.in_(theirs), took_part.c.conversation.not_in(ids)
    )
    here = set(connection.execute(theirs).scalars())
    return frozenset(here - set(connection.execute(others).scalars()))


def _together(found: list[Whose], name: str) -> tuple[Any, ...]:
    return tuple(sorted({each for one in found for each in getattr(one, name)}))


def pseudonym() -> str:
    return f"{PSEUDONYM}{secrets.token_hex(10)}"


def with_agents(connection: Connection, whose: Whose) -> list[WithAgent]:
    """Return which of their conversations a person has, or is called to."""
    found = []
    for part in whose.parts():
        query = select(handoffs.c.conversation, handoffs.c.agent_name).where(
            handoffs.c.conversation.in_(list(part.conversations)),
            handoffs.c.state.in_(OPEN_STATES),
        )
        found += [WithAgent(*row) for row in connection.execute(query)]
    return found


def _own_networks(connection: Connection, ids: list[str]) -> tuple[str, ...]:
    """The networks of their conversations that nobody else has come from."""
    origins = conversation_origins
    theirs = select(origins.c.network).where(origins.c.conversation.in_(ids))
    others = select(origins.c.network).where(
        origins.c.network.in_(theirs), origins.c.conversation.not_in(ids)
    )
    shared = set(connection.execute(others).scalars())
    return tuple(sorted(set(connection.execute(theirs).scalars()) - shared))


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    """Those of these that hardly stand in anybody else's words."""
    fit = {each.strip() for each in words}
    return tuple(sorted(each for each in fit if _is_telling(each)))


def _is_telling(words: str) -> bool:
    is_number = sum(map(str.isdigit, words)) >= _MIN_NUMBER
    return can_tell(words) and ("@" in words or " " in words or is_number)


def _meant(wanted: str) -> ColumnElement[bool]:
    words = (wanted,)
    known = or_(holding(identities.c.external, words), holding(identities.c.name, words))
    by_channel = (
        select(channel_conversations.c.conversation)
        .join(identities, identities.c.id == channel_conversations.c.identity)
        .where(known)
    )
    left = select(follow_ups.c.conversation).where(holding(follow_ups.c.contact, words))
    written = select(written_answers.c.conversation).where(
        holding(written_answers.c.recipient, words)
    )
    subscribed = select(announcement_subscribers.c.conversation).where(
        holding(announcement_subscribers.c.address, words)
    )
    return or_(
        conversations.c.id == wanted,
        conversations.c.customer == wanted,
        holding_in_json(conversations.c.profile, wanted),
        conversations.c.id.in_(by_channel),
        conversations.c.id.in_(left),
        conversations.c.id.in_(written),
        conversations.c.id.in_(subscribed),
    )


def _found(connection: Connection, this: Conversation, person: Person) -> Found:
    own = select(identities).where(identities.c.id.in_(person.identities))
    theirs = connection.execute(own.order_by(identities.c.id)).all()
    first = (
        select(utterances.c.text)
        .where(utterances.c.conversation == this.id, utterances.c.author == "customer")
        .order_by(utterances.c.seq)
    )
    latest = select(func.max(conversations.c.last_at)).where(person.conversations)
    names = [this.profile.name, *(row.name for row in theirs)]
    return Found(
        conversation=this.id,
        name=next(filter(None, names), ""),
        known_by=(*sorted(person.customers), *(f"{r.connection} {r.external}" for r in theirs)),
        words=connection.execute(first.limit(1)).scalar_one_or_none() or "",
        last_at=connection.execute(latest).scalar_one() or this.last_at,
    )
