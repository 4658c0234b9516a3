"""How often agents asked for what the handoff context already held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from core.conversations import Author, Utterance
from store.database import Database
from store.inserts import insert_once
from store.schema import repeated_questions, utterances

_BETWEEN = "\n"  # the names of facts are one line each


@dataclass(frozen=True)
class RepeatedQuestionsFigure:
    """What agents asked again since a moment.

    conversations, messages: those with an agent's words in them, and those words
    by: how often each thing was asked for, the most frequent first
    """

    conversations: int
    conversations_repeated: int
    messages: int
    messages_repeated: int
    by: tuple[tuple[str, int], ...]

    @property
    def share(self) -> float | None:
        """Return the share of conversations in which something was asked again."""
        return self.conversations_repeated / self.conversations if self.conversations else None


class RepeatedQuestions:
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
            insert_once(connection, repeated_questions, values)

    def since(self, moment: datetime) -> RepeatedQuestionsFigure:
        """Count since a moment."""
        said = select(
            func.count(func.distinct(utterances.c.conversation)), func.count(utterances.c.seq)
        ).where(utterances.c.author == Author.AGENT, utterances.c.at >= moment)
        again = select(repeated_questions.c.conversation, repeated_questions.c.what)
        again = again.where(repeated_questions.c.at >= moment)
        with self._database.reading() as connection:
            conversations, messages = connection.execute(said).one()
            rows = connection.execute(again).all()
        by = Counter(what for row in rows for what in row.what.split(_BETWEEN))
        return RepeatedQuestionsFigure(
            conversations,
            len({row.conversation for row in rows}),
            messages,
            len(rows),
            tuple(by.most_common()),
        )
