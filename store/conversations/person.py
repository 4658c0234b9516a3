"""Who a conversation's customer is elsewhere: signed in, and on channels that are linked."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, or_, select

from core.channels.linking import Assurance
from store.conversations.record import Conversation
from store.schema import channel_conversations, conversations, identities


@dataclass(frozen=True)
class Person:
    """Everything that is surely one customer's.

    customers: what the host site calls them
    people: as identities on channels are theirs
    identities: whose conversations are theirs
    """

    conversation: str
    customers: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    identities: frozenset[int] = frozenset()

    @property
    def conversations(self) -> ColumnElement[bool]:
        """The condition on a conversation to be theirs."""
        by_identity = select(channel_conversations.c.conversation).where(
            channel_conversations.c.identity.in_(self.identities)
        )
        return or_(
            conversations.c.id == self.conversation,
            conversations.c.customer.in_(self.customers),
            conversations.c.id.in_(by_identity),
        )

    @property
    def names(self) -> list[str]:
        """What is kept of them stands under the first of these, or under another from before."""
        return [
            *(f"customer {each}" for each in sorted(self.customers)),
            *(f"person {each}" for each in sorted(self.people)),
            f"conversation {self.conversation}",
        ]


def person_of(connection: Connection, this: Conversation) -> Person:
    """Return who has a conversation: by the host site's word, the channel's, or a link.

    A name alone proves nothing, nor does an address that anybody could have typed.
    """
    known, found = None, Person(this.id, frozenset(filter(None, [this.profile.customer])))
    while known != found:
        known, found = found, _with_linked(connection, found)
    return found


def _with_linked(connection: Connection, known: Person) -> Person:
    having = select(identities).join(
        channel_conversations, channel_conversations.c.identity == identities.c.id
    )
    having = having.join(
        conversations, conversations.c.id == channel_conversations.c.conversation
    ).where(known.conversations, identities.c.assurance >= Assurance.VOUCHED)
    own = connection.execute(having).all()
    linked = {row.person for row in own if row.assurance >= Assurance.LINKED}
    others = select(identities.c.id).where(
        identities.c.person.in_(linked), identities.c.assurance >= Assurance.LINKED
    )
    ids = {row.id for row in own} | set(connection.execute(others).scalars())
    people = known.people | {row.person for row in own}
    both = Person(known.conversation, known.customers, people, known.identities | ids)
    signed_in = select(conversations.c.customer).where(both.conversations).distinct()
    named = frozenset(filter(None, connection.execute(signed_in).scalars()))
    return Person(known.conversation, known.customers | named, people, both.identities)
