"""How many asked to be told of an announcement's end, were, and could not be reached."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, String, cast, exists, func, literal, or_, select

from core.announcements import SOLVED_CAUSE
from core.channels import Delivery
from store.schema import announcement_subscribers as subscribers
from store.schema import outgoing, utterances

_NAME = literal(SOLVED_CAUSE) + cast(subscribers.c.id, String)  # as `Subscriber.name`
MAIL_CAUSE = _NAME + ":0"


@dataclass(frozen=True)
class Asked:
    """How many asked to be told of an announcement's end, were told, and could not be reached."""

    asked: int = 0
    told: int = 0
    failed: int = 0

    @property
    def waiting(self) -> int:
        return self.asked - self.told


def asked_about(connection: Connection, among: Collection[int]) -> dict[int, Asked]:
    """Return how many asked about each of these; one that nobody asked about is left out."""
    table = subscribers.c
    query = (
        select(table.announcement, func.count(), func.count(table.told_at))
        .where(table.announcement.in_(among), table.cancelled_at.is_(None))
        .group_by(table.announcement)
    )
    failed = _failed(connection, among)
    return {
        id: Asked(asked, told, failed.get(id, 0)) for id, asked, told in connection.execute(query)
    }


def _failed(connection: Connection, among: Collection[int]) -> dict[int, int]:
    """Count whom a message was meant for that never arrived, by announcement.

    Of a conversation it is the message that holds what was said: the first one up to its place.
    """
    told = select(subscribers.c.announcement, func.count()).where(
        subscribers.c.announcement.in_(among), subscribers.c.told_at.is_not(None)
    )
    query = told.where(or_(_mail_failed(), _message_failed())).group_by(subscribers.c.announcement)
    return {id: failed for id, failed in connection.execute(query)}


def _mail_failed() -> Any:
    return exists().where(
        outgoing.c.cause == MAIL_CAUSE,
        outgoing.c.state == Delivery.FAILED,
    )


def _message_failed() -> Any:
    said = utterances.alias()
    place = (
        select(func.min(outgoing.c.upto))
        .where(outgoing.c.conversation == said.c.conversation, outgoing.c.upto >= said.c.seq)
        .correlate(said)
        .scalar_subquery()
    )
    sent = outgoing.alias()
    return exists().where(
        said.c.conversation == subscribers.c.conversation,
        said.c.message == _NAME,
        sent.c.conversation == said.c.conversation,
        sent.c.upto == place,
        sent.c.state == Delivery.FAILED,
    )
