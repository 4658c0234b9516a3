"""Who writes through a connection: by the vendor's lasting id, never by a name they can change."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timezone

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from core.channels.linking import context_travels
from core.conversations import WEB_CHANNEL
from core.errors import Unavailable
from core.handoffs import OPEN_STATES
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.rows import read_row
from store.schema import (
    channel_conversations,
    conversations,
    handoffs,
    identities,
    outgoing,
    places,
)

_VOUCHED = 1  # the channel vouches for who wrote
MAX_EXTERNAL_LENGTH = 200


@dataclass(frozen=True)
class Identity:
    """A person as one connection knows them, or the website's chat (WEB_CHANNEL).

    person: whose identity it is; one person may have several
    external: the vendor's lasting id; of the website's chat the conversation
    assurance: 0 typed, 1 the channel vouches, 2 linked by proof on both ends
    name, language: as the vendor tells them; hints, no proof
    conversation: the one that goes on; "" before the first
    last_in_at: their last word here
    unreachable_at: since when nothing reaches them here, and why
    """

    id: int
    person: str
    connection: str
    external: str
    assurance: int
    name: str
    language: str
    conversation: str
    first_at: datetime
    last_in_at: datetime | None = None
    unreachable_at: datetime | None = None
    unreachable_why: str = ""
    scope: str = ""


class NobodyAnyMore(Unavailable):
    """Whoever wrote this was erased in this moment. It is taken in again as somebody's anew."""


class Identities:
    """The identities in the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def meet(
        self,
        connection: str,
        external: str,
        name: str,
        language: str,
        assurance: int = _VOUCHED,
        sent_at: float = 0.0,
        scope: str = "",
    ) -> Identity:
        """Return who wrote, known from now on; they can be reached again, as they wrote.

        assurance: what the channel says of this very message; what was proven otherwise stays
        scope: our account with the vendor, "" for unknown; under another one the same id of the
            vendor's is somebody else
        sent_at: when, by the vendor's clock, seconds since the epoch; 0 for now
        """
        at, theirs = now(), _is(connection, external)
        hints = {"name": name[:200], "language": language[:40]}
        first = {"person": secrets.token_urlsafe(18), "conversation": "", "first_at": at}
        key = {"connection": connection, "external": external, "assurance": assurance}
        key |= {"scope": scope}
        told = {column: hint for column, hint in hints.items() if hint}
        with self._database.writing() as db:
            _tell_apart(db, connection, external, scope)
            insert_once(db, identities, {**key, **hints, **first, "unreachable_why": ""})
            before = db.execute(select(identities.c.last_in_at).where(theirs)).scalar()
            last = max(filter(None, (before, _moment(sent_at, at))))
            seen = {"last_in_at": last, "unreachable_at": None, "unreachable_why": ""}
            db.execute(update(identities).where(theirs).values(**told, **seen))
            unproven = identities.c.assurance <= _VOUCHED
            db.execute(update(identities).where(theirs, unproven).values(assurance=assurance))
            row = db.execute(select(identities).where(theirs)).one()
        return read_row(Identity, identities, row)

    def move(self, connection: str, old: str, new: str) -> None:
        """Know somebody by another id of the vendor's, unless somebody has that one already."""
        with self._database.writing() as db:
            if db.execute(select(identities.c.id).where(_is(connection, new))).first():
                return
            moved = update(identities).where(_is(connection, old)).values(external=new)
            if db.execute(moved).rowcount:
                theirs = (outgoing.c.connection == connection) & (outgoing.c.recipient == old)
                db.execute(update(outgoing).where(theirs).values(recipient=new))

    def go_on_with(self, identity: Identity, conversation: str) -> None:
        """Let what they write belong to this conversation, and what is said there go to them.

        Raises NobodyAnyMore where they were erased meanwhile; the conversation is gone then.
        """
        same = (identities.c.id == identity.id) & (identities.c.person == identity.person)
        with self._database.writing() as db:
            here = update(identities).where(same).values(conversation=conversation)
            is_here = db.execute(here).rowcount > 0
            if is_here:
                values = {"conversation": conversation, "identity": identity.id}
                db.execute(insert(channel_conversations).values(**values))
            else:
                db.execute(delete(conversations).where(conversations.c.id == conversation))
        if not is_here:
            raise NobodyAnyMore

    def open_conversation(self, identity: Identity) -> str | None:
        """Return the latest of their conversations that needs a person; None if none does.

        It may be one of long ago, which an agent has opened again.
        """
        query = (
            select(channel_conversations.c.conversation)
            .join(handoffs, handoffs.c.conversation == channel_conversations.c.conversation)
            .where(
                channel_conversations.c.identity == identity.id,
                handoffs.c.state.in_(OPEN_STATES),
            )
            .order_by(handoffs.c.id.desc())
            .limit(1)
        )
        with self._database.reading() as db:
            return db.execute(query).scalar_one_or_none()

    def take_part(self, identity: Identity, conversation: str) -> None:
        """Let what is said in a conversation go to them, unless somebody else takes part in it."""
        with self._database.writing() as db:
            values = {"conversation": conversation, "identity": identity.id}
            insert_once(db, channel_conversations, values)

    def note_unreachable(self, connection: str, external: str, why: str) -> None:
        """Remember that nothing reaches them here, until they write again."""
        with self._database.writing() as db:
            db.execute(
                update(identities)
                .where(_is(connection, external))
                .values(unreachable_at=now(), unreachable_why=why)
            )

    def get(self, connection: str, external: str) -> Identity | None:
        """Return who has this id of the vendor's, None for nobody we know."""
        with self._database.reading() as db:
            row = db.execute(select(identities).where(_is(connection, external))).one_or_none()
        return None if row is None else read_row(Identity, identities, row)

    def lately(self, connection: str, most: int) -> list[Identity]:
        """Return who wrote through a connection, the last one first."""
        query = (
            select(identities)
            .where(identities.c.connection == connection)
            .order_by(identities.c.last_in_at.desc(), identities.c.id.desc())
            .limit(most)
        )
        with self._database.reading() as db:
            return [read_row(Identity, identities, row) for row in db.execute(query)]

    def of(self, conversations: Collection[str]) -> dict[str, Identity]:
        """Return where the customer of each of these is now, left out who is on the website.

        Where they began, or where they have gone on since, as long as that is linked.
        """
        found = {name: self.whereabouts(name) for name in self._known(conversations)}
        return {
            name: place
            for name, place in found.items()
            if place is not None and place.connection != WEB_CHANNEL
        }

    def whereabouts(self, conversation: str) -> Identity | None:
        """Return where a conversation's customer is; None on the website, linked to nothing."""
        began = self.began(conversation)
        query = (
            select(identities)
            .join(places, places.c.identity == identities.c.id)
            .where(places.c.conversation == conversation)
        )
        with self._database.reading() as db:
            row = db.execute(query).one_or_none()
        place = None if row is None else read_row(Identity, identities, row)
        goes_on = place is not None and began is not None and may_go_on_with(place, began)
        return place if goes_on else began

    def began(self, conversation: str) -> Identity | None:
        """Return who began a conversation; None on the website, linked to nothing."""
        query = (
            select(identities)
            .join(channel_conversations, channel_conversations.c.identity == identities.c.id)
            .where(channel_conversations.c.conversation == conversation)
        )
        with self._database.reading() as db:
            row = db.execute(query).one_or_none()
        return None if row is None else read_row(Identity, identities, row)

    def may_go_on(self, identity: int, conversation: str) -> bool:
        """Tell whether somebody may read and go on with a conversation: their own, or a linked."""
        who, began = self.by_id(identity), self.began(conversation)
        return who is not None and began is not None and may_go_on_with(who, began)

    def by_id(self, identity: int) -> Identity | None:
        """Return an identity, None if there is none of this id."""
        with self._database.reading() as db:
            row = db.execute(select(identities).where(identities.c.id == identity)).one_or_none()
        return None if row is None else read_row(Identity, identities, row)

    def of_person(self, person: str) -> list[Identity]:
        """Return all identities of a person, the oldest first."""
        query = select(identities).where(identities.c.person == person).order_by(identities.c.id)
        with self._database.reading() as db:
            return [read_row(Identity, identities, row) for row in db.execute(query)]

    def _known(self, conversations: Collection[str]) -> list[str]:
        column = channel_conversations.c.conversation
        with self._database.reading() as db:
            return list(db.execute(select(column).where(column.in_(conversations))).scalars())


def may_go_on_with(who: Identity, began: Identity) -> bool:
    """Tell whether one identity may go on with what another has begun."""
    return who.id == began.id or context_travels(who, began)


def _tell_apart(db: Connection, connection: str, external: str, scope: str) -> None:
    """Let the same id under another account of ours be somebody else, who knows of nothing."""
    if not scope:
        return
    is_another = (identities.c.scope != "") & (identities.c.scope != scope)
    aside = identities.c.external + "@" + identities.c.scope
    theirs = _is(connection, external)
    db.execute(update(identities).where(theirs, is_another).values(external=aside))
    db.execute(update(identities).where(theirs).values(scope=scope))


def _is(connection: str, external: str) -> ColumnElement[bool]:
    return (identities.c.connection == connection) & (identities.c.external == external)


def _moment(sent_at: float, at: datetime) -> datetime:
    """Return when something was sent; `at` where the vendor tells no time that has been."""
    is_past = 0 < sent_at < at.timestamp()
    return datetime.fromtimestamp(sent_at, timezone.utc) if is_past else at
