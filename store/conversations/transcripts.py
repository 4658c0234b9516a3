"""What was said: the one place every surface reads a conversation from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select, update

from core.conversations import Author, Utterance
from store.database import Database
from store.inserts import insert_once
from store.rows import read_row, row_values
from store.schema import conversations, utterances


class Transcripts:
    """The utterances of all conversations, in the order they were said."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, said: Sequence[Utterance]) -> None:
        """Record utterances; one that was recorded before is left as it is."""
        if not said:
            return
        with self._database.writing() as connection:
            for utterance in said:
                insert_once(connection, utterances, row_values(utterances, utterance))
            for utterance in said:
                if utterance.author is Author.CUSTOMER:
                    connection.execute(
                        update(conversations)
                        .where(
                            conversations.c.id == utterance.conversation,
                            conversations.c.last_at < utterance.at,
                        )
                        .values(last_at=utterance.at, silence_at=None)
                    )

    def holds(self, conversation: str, message: str) -> bool:
        """Tell whether the message of this id has been said in a conversation."""
        query = select(utterances.c.seq).where(
            utterances.c.conversation == conversation, utterances.c.message == message
        )
        with self._database.reading() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def known_events(self, events: Collection[str]) -> frozenset[str]:
        """Return those of these events that are recorded."""
        query = select(utterances.c.event).where(utterances.c.event.in_(events))
        with self._database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def read(self, conversation: str, after: int = 0, most: int = 5000) -> list[Utterance]:
        """Return what was said; see `read_transcript`."""
        with self._database.reading() as connection:
            return read_transcript(connection, conversation, after, most)

    def before(self, conversation: str, seq: int | None, most: int) -> list[Utterance]:
        """Return the last `most` utterances before `seq`, the very last for None; oldest first."""
        query = select(utterances).where(utterances.c.conversation == conversation)
        if seq is not None:
            query = query.where(utterances.c.seq < seq)
        query = query.order_by(utterances.c.seq.desc()).limit(most)
        with self._database.reading() as connection:
            found = [read_row(Utterance, utterances, row) for row in connection.execute(query)]
        return found[::-1]

    def last_words(self, ids: Collection[str]) -> dict[str, dict[Author, Utterance]]:
        """Return what each author said last in each of these conversations."""
        latest = (
            select(func.max(utterances.c.seq))
            .where(utterances.c.conversation.in_(ids))
            .group_by(utterances.c.conversation, utterances.c.author)
        )
        found: dict[str, dict[Author, Utterance]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(select(utterances).where(utterances.c.seq.in_(latest))):
                utterance = read_row(Utterance, utterances, row)
                found.setdefault(utterance.conversation, {})[utterance.author] = utterance
        return found

    def first_words(self, ids: Collection[str]) -> dict[str, str]:
        """Return what the customer said first in each of these conversations."""
        first = (
            select(func.min(utterances.c.seq))
            .where(utterances.c.conversation.in_(ids), utterances.c.author == Author.CUSTOMER)
            .group_by(utterances.c.conversation)
        )
        query = select(utterances.c.conversation, utterances.c.text)
        with self._database.reading() as connection:
            rows = connection.execute(query.where(utterances.c.seq.in_(first)))
            return {row.conversation: row.text for row in rows}


def read_transcript(
    connection: Connection, conversation: str, after: int = 0, most: int = 5000
) -> list[Utterance]:
    """Return what was said in a conversation after `after` (a `seq`), the oldest first."""
    query = (
        select(utterances)
        .where(utterances.c.conversation == conversation, utterances.c.seq > after)
        .order_by(utterances.c.seq)
        .limit(most)
    )
    return [read_row(Utterance, utterances, row) for row in connection.execute(query)]
