"""How far each side has read a conversation."""

from __future__ import annotations

from enum import Enum

from sqlalchemy import func, select, update

from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.schema import seen, utterances


class Reader(str, Enum):
    CUSTOMER = "customer"
    AGENT = "agent"


class Seen:
    """The last utterance that each reader has had before their eyes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, conversation: str, reader: Reader, seq: int) -> bool:
        """Remember that everything up to `seq` was seen; tells whether that was news.

        It only moves forward, and never past what was said.
        """
        said = select(func.max(utterances.c.seq)).where(
            utterances.c.conversation == conversation, utterances.c.seq <= seq
        )
        here = (seen.c.conversation == conversation, seen.c.reader == reader.value)
        with self._database.writing() as connection:
            last = connection.execute(said).scalar()
            if last is None:
                return False
            new = {"conversation": conversation, "reader": reader.value, "seq": 0, "at": now()}
            insert_once(connection, seen, new)
            forward = update(seen).where(*here, seen.c.seq < last).values(seq=last, at=now())
            return bool(connection.execute(forward).rowcount)

    def of(self, conversation: str) -> dict[Reader, int]:
        """Return how far each reader is; 0 for one who has seen nothing."""
        query = select(seen.c.reader, seen.c.seq).where(seen.c.conversation == conversation)
        with self._database.reading() as connection:
            found = {row.reader: row.seq for row in connection.execute(query)}
        return {reader: int(found.get(reader.value, 0)) for reader in Reader}
