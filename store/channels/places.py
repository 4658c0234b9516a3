"""Where a conversation's customer is: what is said there goes to them, and nowhere else."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, select, update

from store.database import Database
from store.inserts import insert_once
from store.schema import channel_conversations, places, utterances


class Places:
    """The places in the record; a conversation without one goes on where it began."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def move(self, conversation: str, identity: int) -> None:
        """Let what is said from now on go to this identity; what was said before stays."""
        with self._database.reading() as db:
            if not _is_elsewhere(db, conversation, identity):
                return
        with self._database.writing() as db:
            set_place(db, conversation, identity)

    def back_to_page(self, conversation: str, via: int = 0) -> None:
        """Let it go to the website: to who began it there, or to the identity that came there.

        A conversation that has never left the website has no place.
        """
        with self._database.reading() as db:
            began = _began(db, conversation)
        if began:
            self.move(conversation, via or began)

    def since(self, conversations: Collection[str]) -> dict[str, int]:
        """Return after which utterance the customer came to where they are, if they have moved."""
        query = select(places.c.conversation, places.c.since)
        with self._database.reading() as db:
            rows = db.execute(query.where(places.c.conversation.in_(conversations)))
            return {row.conversation: row.since for row in rows}


def set_place(db: Connection, conversation: str, identity: int) -> None:
    """Set the place, in somebody's transaction."""
    last = select(func.max(utterances.c.seq)).where(utterances.c.conversation == conversation)
    values = {"identity": identity, "since": db.execute(last).scalar() or 0}
    if not insert_once(db, places, {"conversation": conversation, **values}):
        db.execute(update(places).where(places.c.conversation == conversation).values(**values))


def _is_elsewhere(db: Connection, conversation: str, identity: int) -> bool:
    query = select(places.c.identity).where(places.c.conversation == conversation)
    place = db.execute(query).scalar_one_or_none()
    return (place or _began(db, conversation)) != identity


def _began(db: Connection, conversation: str) -> int:
    query = select(channel_conversations.c.identity)
    found = db.execute(query.where(channel_conversations.c.conversation == conversation))
    return found.scalar_one_or_none() or 0
