"""What customers changed of their messages later: shown beside what they said first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, union

from core.channels import Arrival, What
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.rows import read_row
from store.schema import channel_conversations, customer_changes, identities, places, utterances


@dataclass(frozen=True)
class Change:
    """A change of a message.

    message: its id, as the transcript has it
    what: EDITED or DELETED
    text: what it says now, "" for one that was deleted
    """

    id: int
    message: str
    what: What
    text: str
    at: datetime


class Changes:
    """The changes in the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, connection: str, arrival: Arrival, message: str) -> str:
        """Keep a change; returns the conversation, "" if no such message of theirs is known."""
        who = select(identities.c.id).where(
            identities.c.connection == connection, identities.c.external == arrival.sender
        )
        theirs = union(
            select(channel_conversations.c.conversation).where(
                channel_conversations.c.identity.in_(who)
            ),
            select(places.c.conversation).where(places.c.identity.in_(who)),
            select(identities.c.conversation).where(identities.c.id.in_(who)),
        )
        query = select(utterances.c.conversation).where(
            utterances.c.conversation.in_(theirs), utterances.c.message == message
        )
        with self._database.writing() as db:
            conversation = db.execute(query.limit(1)).scalar_one_or_none()
            if conversation is None:
                return ""
            values = {
                "conversation": conversation,
                "message": message,
                "connection": connection,
                "external": arrival.id,
                "what": arrival.what,
                "text": arrival.text,
                "at": now(),
            }
            insert_once(db, customer_changes, values)
        return str(conversation)

    def of(self, conversation: str) -> list[Change]:
        """Return the changes in a conversation, the oldest first."""
        query = select(customer_changes).where(customer_changes.c.conversation == conversation)
        with self._database.reading() as db:
            rows = db.execute(query.order_by(customer_changes.c.id))
            return [read_row(Change, customer_changes, row) for row in rows]
