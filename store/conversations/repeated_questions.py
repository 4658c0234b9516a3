"""How often agents asked for what the context packet already held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from core.conversations import Author, Utterance
from store.database import Database
from store.inserts import insert_once
from store.schema import reasked, utterances

_BETWEEN = "\n"  # the names of facts are one line each


@dataclass(frozen=True)
class ReaskedFigure:
    """What agents asked again since a moment.

    conversations, messages: those with an agent's words in them, and those words
    by: how often each thing was asked for, the most frequent first
    """

    conversations: int
    conversations_reasked: int
    messages: int
    messages_reasked: int
    by: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float | None:
        """Return the share of conversations in which something was asked again."""
        return self.conversations_reasked / self.conversations if self.conversations else None


class Reasked:
    """What was asked again, message by message."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, said: Utterance, what: Sequence[str]) -> None:
        """Remember what an agent's message asked for again; the same message counts once."""
        values = {
            "conversation": said.conversation,
            "message": said.message,
            "what": _BETWEEN.join(what),
            "at": said.at,
        }
        with self._database.writing() as connection:
            insert_once(connection, reasked, values)

    def since(self, moment: datetime) -> ReaskedFigure:
        """Count since a moment."""
        said = select(
            func.count(func.distinct(utterances.c.conversation)), func.count(utterances.c.seq)
        ).where(utterances.c.author == Author.AGENT.value, utterances.c.at >= moment)
        again = select(reasked.c.conversation, reasked.c.what).where(reasked.c.at >= moment)
        with self._database.reading() as connection:
            conversations, messages = connection.execute(said).one()
            rows = connection.execute(again).all()
        by = Counter(what for row in rows for what in row.what.split(_BETWEEN))
        return ReaskedFigure(
            conversations,
            len({row.conversation for row in rows}),
            messages,
            len(rows),
            tuple(by.most_common()),
        )
