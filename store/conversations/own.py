"""A customer's own conversations, for the customer: on whatever device they were had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from core.conversations import WEB_CHANNEL, Author, may_go_on
from store.database import Database
from store.schema import conversations, handoffs, utterances

MAX_OWN = 20


@dataclass(frozen=True)
class OwnConversation:
    """One of a customer's conversations.

    words: what they said first
    with_person: a person is on the way, or there
    """

    id: str
    words: str
    last_at: datetime
    with_person: bool

    def goes_on(self, at: datetime) -> bool:
        """Tell whether the customer who comes now would go on with it."""
        return may_go_on(self.last_at, at, same_customer=True, open_handoff=self.with_person)


class OwnConversations:
    """The conversations of customers whom the host site vouches for, in the chat of web pages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, customer: str, most: int = MAX_OWN) -> list[OwnConversation]:
        """Return those in which the customer said something, the latest first."""
        if not customer:
            return []
        earliest = utterances.alias()
        first = (
            select(func.min(earliest.c.seq))
            .where(
                earliest.c.conversation == conversations.c.id,
                earliest.c.author == Author.CUSTOMER,
            )
            .scalar_subquery()
        )
        person = select(handoffs.c.id).where(
            handoffs.c.conversation == conversations.c.id, handoffs.c.ended_at.is_(None)
        )
        query = (
            select(
                conversations.c.id,
                utterances.c.text,
                conversations.c.last_at,
                person.exists().label("with_person"),
            )
            .select_from(conversations)
            .join(utterances, utterances.c.seq == first)
            .where(conversations.c.customer == customer, conversations.c.channel == WEB_CHANNEL)
            .order_by(conversations.c.last_at.desc())
            .limit(most)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [OwnConversation(row.id, row.text, row.last_at, row.with_person) for row in rows]
