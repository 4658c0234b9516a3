"""Conversations: who takes part, and when something was last said."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from core.conversations import MAX_PAUSE, Author, Profile
from core.errors import NotFound
from core.webhooks import WebhookEvent
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.rows import read_row, row_values
from store.schema import conversations, handoffs, surveys, utterances
from store.webhooks import tell

MAX_EARLIER = 10


@dataclass(frozen=True)
class Conversation:
    """A customer's chat on one channel."""

    id: str
    profile: Profile
    channel: str
    page: str  # the address of the page it began on
    started_at: datetime
    last_at: datetime  # when the customer last said something


class Conversations:
    """The conversations in the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, profile: Profile, channel: str, page: str, by: str = "") -> Conversation:
        """Begin a conversation under an id nobody can guess.

        by: who begins it in the customer's place, for the audit
        """
        at = now()
        conversation = Conversation(secrets.token_urlsafe(18), profile, channel, page, at, at)
        with self._database.writing() as connection:
            connection.execute(
                insert(conversations).values(
                    **row_values(
                        conversations,
                        conversation,
                        **_profile_values(profile),
                    )
                )
            )
            facts = {"channel": channel, "segment": profile.segment}
            tell(connection, WebhookEvent.CONVERSATION_OPENED, facts, conversation.id)
            if by:
                write_audit(connection, by, "conversation.begin", conversation.id)
        return conversation

    def note_spoken(self, conversation: str, by: str, message: str, author: str) -> None:
        """Note in the audit that somebody is about to speak in a customer's name, or as nobody."""
        with self._database.writing() as connection:
            detail = f"as {author}, message {message}"
            write_audit(connection, by, "conversation.say", conversation, detail)

    def identify(self, conversation: str, profile: Profile) -> None:
        """Make an anonymous conversation this customer's; one that is somebody's stays theirs."""
        with self._database.writing() as connection:
            connection.execute(
                update(conversations)
                .where(conversations.c.id == conversation, conversations.c.customer == "")
                .values(**_profile_values(profile))
            )

    def note_signed_in(self, ids: Collection[str], profile: Profile) -> None:
        """Note in those of these conversations that are their own whom the host site vouches for.

        An older word than the one that is known changes nothing.
        """
        if not ids:
            return
        theirs = (conversations.c.id.in_(ids), conversations.c.customer == profile.customer)
        query = select(conversations.c.id, conversations.c.profile).where(*theirs)
        query = query.order_by(conversations.c.id)  # one order: two devices never wait in turn
        with self._database.writing() as connection:
            for row in connection.execute(query.with_for_update()).all():
                if row.profile.get("signed_at", 0.0) < profile.signed_at:
                    told = row.profile | {"signed_at": profile.signed_at}
                    is_it = conversations.c.id == row.id
                    connection.execute(update(conversations).where(is_it).values(profile=told))

    def get(self, conversation: str) -> Conversation:
        """Return a conversation; raises NotFound."""
        with self._database.reading() as connection:
            return get_conversation(connection, conversation)

    def latest_of(self, customer: str) -> list[Conversation]:
        """Return the latest conversation of a customer by the host site's id, or none."""
        query = select(conversations).where(conversations.c.customer == customer)
        latest = query.order_by(conversations.c.last_at.desc(), conversations.c.id).limit(1)
        with self._database.reading() as connection:
            return [conversation_from(row) for row in connection.execute(latest)]

    def several(self, ids: Collection[str]) -> dict[str, Conversation]:
        """Return those of these conversations that exist, by id."""
        query = select(conversations).where(conversations.c.id.in_(ids))
        with self._database.reading() as connection:
            return {row.id: conversation_from(row) for row in connection.execute(query)}

    def count_of(self, customer: str) -> int:
        """Return how many conversations a customer has begun, 0 for nobody in particular."""
        if not customer:
            return 0
        query = select(func.count()).where(conversations.c.customer == customer)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def earlier(self, conversation: Conversation, most: int = MAX_EARLIER) -> list[Conversation]:
        """Return the same verified customer's conversations that began before, the newest first."""
        if not conversation.profile.verified:
            return []
        query = (
            select(conversations)
            .where(
                conversations.c.customer == conversation.profile.customer,
                conversations.c.started_at < conversation.started_at,
            )
            .order_by(conversations.c.started_at.desc())
            .limit(most)
        )
        with self._database.reading() as connection:
            return [conversation_from(row) for row in connection.execute(query)]

    def fallen_silent(self, since: datetime) -> list[str]:
        """Return conversations whose customer has been quiet since then, and nobody noted it yet.

        Left out: those that have rested for so long that nobody would go on with them, those with
        a survey, with a person on the way or talking, and those in which the customer has not said
        a word.
        """
        open_handoff = select(handoffs.c.id).where(
            handoffs.c.conversation == conversations.c.id, handoffs.c.ended_at.is_(None)
        )
        survey = select(surveys.c.conversation).where(surveys.c.conversation == conversations.c.id)
        spoken = select(utterances.c.seq).where(
            utterances.c.conversation == conversations.c.id, utterances.c.author == Author.CUSTOMER
        )
        query = select(conversations.c.id).where(
            conversations.c.last_at < since,
            conversations.c.last_at > since - MAX_PAUSE,
            conversations.c.silence_at.is_(None),
            ~open_handoff.exists(),
            ~survey.exists(),
            spoken.exists(),
        )
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def note_silence(self, conversation: str) -> None:
        """Remember that this silence was dealt with, until the customer speaks again."""
        with self._database.writing() as connection:
            connection.execute(
                update(conversations)
                .where(conversations.c.id == conversation)
                .values(silence_at=now())
            )


def get_conversation(connection: Connection, conversation: str) -> Conversation:
    """Return a conversation; raises NotFound."""
    query = select(conversations).where(conversations.c.id == conversation)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no such conversation. Start a new one.")
    return conversation_from(row)


def conversation_from(row: Row[Any]) -> Conversation:
    """Read a conversation from its row."""
    return read_row(Conversation, conversations, row, profile=_profile_from_json(row.profile))


def _profile_values(profile: Profile) -> dict[str, Any]:
    """Return what the row keeps of a profile; whom and which segment is looked for by itself."""
    told = asdict(profile) | {"facts": [list(fact) for fact in profile.facts]}
    return {"customer": profile.customer, "segment": profile.segment, "profile": told}


def _profile_from_json(data: Mapping[str, Any]) -> Profile:
    facts = tuple((str(key), str(value)) for key, value in data["facts"])
    signed_at = float(data.get("signed_at", 0.0))
    by_rule = bool(data.get("by_rule", False))
    return Profile(data["customer"], data["name"], data["segment"], facts, signed_at, by_rule)
