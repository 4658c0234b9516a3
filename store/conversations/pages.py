"""The pages of the host site on which a customer was during a conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from core.conversations import Page
from store.clock import now
from store.database import Database
from store.schema import pages_visited

MAX_SHOWN = 20
_MAX_KEPT = 500  # of one conversation


@dataclass(frozen=True)
class Visit:
    """A page, and when the customer came to it."""

    page: Page
    at: datetime


class Pages:
    """The pages visited, in order."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def visited(self, conversation: str, page: Page) -> None:
        """Note where a customer is; staying on the page is no new visit."""
        last = self.of(conversation, most=1)
        if last and last[0].page.url == page.url:
            return
        theirs = select(func.count()).where(pages_visited.c.conversation == conversation)
        values = {"conversation": conversation, "url": page.url, "title": page.title}
        with self._database.writing() as connection:
            if connection.execute(theirs).scalar_one() < _MAX_KEPT:
                connection.execute(insert(pages_visited).values(**values, at=now()))

    def of(self, conversation: str, most: int = MAX_SHOWN) -> list[Visit]:
        """Return the latest visits, the last one last."""
        query = (
            select(pages_visited)
            .where(pages_visited.c.conversation == conversation)
            .order_by(pages_visited.c.id.desc())
            .limit(most)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [Visit(Page(row.url, row.title), row.at) for row in reversed(rows)]
