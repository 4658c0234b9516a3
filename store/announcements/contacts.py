"""Whom an announcement has met, and what it has spared them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import case, exists, func, select

from core.announcements import Announcement
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.schema import announcement_contacts, handoffs


@dataclass(frozen=True)
class Met:
    """What an announcement has done.

    contacts: conversations in which it was told
    spared: handoffs it came instead of, where nobody was called after it either
    """

    contacts: int = 0
    spared: int = 0


class AnnouncementContacts:
    """In which conversations an announcement was the first answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def told_in(self, conversation: str, among: Iterable[Announcement]) -> dict[int, str]:
        """Return which of these were told in a conversation, each with the message that asked.

        The one told last is the last.
        """
        table = announcement_contacts.c
        query = select(table.announcement, table.message).where(
            table.announcement.in_([each.id for each in among]), table.conversation == conversation
        )
        with self._database.reading() as connection:
            return {id: asked for id, asked in connection.execute(query.order_by(table.at))}

    def tell(self, announcement: int, conversation: str, message: str, spared: str) -> None:
        """Note that it is told; once in a conversation.

        spared: why a person would have been called otherwise, "" if none would
        """
        values = {
            "announcement": announcement,
            "conversation": conversation,
            "message": message,
            "spared": spared,
            "at": now(),
        }
        with self._database.writing() as connection:
            insert_once(connection, announcement_contacts, values)

    def of(self, announcement: int) -> Met:
        """Return whom it has met."""
        return self.of_all((announcement,)).get(announcement, Met())

    def of_all(self, announcements: Collection[int]) -> dict[int, Met]:
        """Return whom each of these has met, by announcement; who has met nobody is left out."""
        table = announcement_contacts.c
        called = exists().where(
            handoffs.c.conversation == table.conversation, handoffs.c.opened_at >= table.at
        )
        spared = func.sum(case(((table.spared != "") & ~called, 1), else_=0))
        query = select(table.announcement, func.count(), spared)
        query = query.where(table.announcement.in_(announcements)).group_by(table.announcement)
        with self._database.reading() as connection:
            return {id: Met(met, int(freed)) for id, met, freed in connection.execute(query)}
