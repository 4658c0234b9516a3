"""Next questions that agents answered before they were asked: at the desk, or in a follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, exists, func, select

from core.channels import Delivery
from core.next_questions import WITHIN
from core.personal_data import PSEUDONYM
from store.database import Database
from store.inserts import insert_once
from store.next_questions.threads import OURS
from store.rows import row_values
from store.schema import agent_offers, next_visits, outgoing, utterances

Pair = tuple[str, str]


@dataclass(frozen=True)
class AgentOffer:
    """A next question that an agent told the answer to.

    message: the id of what the agent said; counts once that stands in the record
    person: the customer's digest, see `person_digest`
    article: the one that the customer was shown last
    follow_up: whose answer it was part of; 0 in the chat
    """

    message: str
    offered: str
    conversation: str
    person: str
    segment: str
    article: str
    at: datetime
    follow_up: int = 0


class AgentOffers:
    """The agents' offers in the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, offers: Sequence[AgentOffer]) -> None:
        """Remember what an agent is about to tell; the same message again changes nothing."""
        with self._database.writing() as connection:
            for offer in offers:
                values = row_values(agent_offers, offer, until=offer.at + WITHIN)
                insert_once(connection, agent_offers, values)


def by_agents(
    connection: Connection, since: datetime, segment: str | None
) -> dict[Pair, tuple[int, int]]:
    """Return by pair how often agents told it, and after how many of those it was asked anyway.

    What was never said, or came back as undeliverable, was told to nobody; what was said to
    somebody who is erased is only counted any more.
    """
    said = agent_offers.c.conversation.startswith(PSEUDONYM) | exists().where(
        utterances.c.conversation == agent_offers.c.conversation,
        utterances.c.message == agent_offers.c.message,
    )
    came_back = exists().where(
        outgoing.c.cause == "answer:" + agent_offers.c.message,
        outgoing.c.state == Delivery.FAILED,
    )
    asked = exists().where(
        next_visits.c.source == OURS,
        next_visits.c.person == agent_offers.c.person,
        next_visits.c.article == agent_offers.c.offered,
        next_visits.c.at > agent_offers.c.at,
        next_visits.c.at <= agent_offers.c.until,
    )
    columns = (agent_offers.c.article, agent_offers.c.offered)
    query = select(*columns, func.count(), func.sum(case((asked, 1), else_=0)))
    query = query.where(agent_offers.c.at >= since, said, ~came_back)
    if segment is not None:
        query = query.where(agent_offers.c.segment == segment)
    rows = connection.execute(query.group_by(*columns))
    return {(article, offered): (told, anyway) for article, offered, told, anyway in rows}
