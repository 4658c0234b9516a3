"""What became of customers' questions: folded from the transcripts, a conversation at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select

from core.content_gaps import WORDLESS, LoggedQuestion, log_questions
from core.conversations import mask
from core.personal_data import ERASED
from core.text import plain
from store.clock import now
from store.conversations import Transcripts
from store.database import Database
from store.progress import fresh_for, note_progress
from store.rows import read_row, row_values
from store.schema import question_log, surveys

JOB = "question_log"
_OFTEN = 5  # the same question is asked again and again


class QuestionLog:
    """The questions that the bot has decided on."""

    def __init__(self, database: Database) -> None:
        self._database, self._transcripts = database, Transcripts(database)

    def catch_up(self) -> int:
        """Log what was said since the last time; returns how many conversations were read.

        Does a part at a time: 0 says that nothing is left. A conversation that went on is read
        anew, as what is said later tells what became of a question. Doing it again, or in two
        processes at once, changes nothing.
        """
        fresh = fresh_for(self._database, JOB)
        if not fresh.conversations:
            return 0
        rows = [
            row_values(question_log, question)
            for conversation in fresh.conversations
            for question in log_questions(self._transcripts.read(conversation))
        ]
        with self._database.writing() as connection:
            if not note_progress(connection, JOB, fresh.after, fresh.upto):
                return len(fresh.conversations)
            theirs = question_log.c.conversation.in_(fresh.conversations)
            connection.execute(delete(question_log).where(theirs))
            if rows:
                connection.execute(insert(question_log), rows)
        return len(fresh.conversations)

    def of(self, conversation: str) -> list[LoggedQuestion]:
        """Return a conversation's questions, the oldest first."""
        return self._read(
            _questions()
            .where(question_log.c.conversation == conversation)
            .order_by(question_log.c.seq)
        )

    def recent(self, most: int = 300, days: int = 30) -> list[LoggedQuestion]:
        """Return what customers asked in their own words, each once, the newest first.

        Colleagues read these: what tells who a customer is is masked.
        """
        asked = self._read(
            _questions()
            .where(
                question_log.c.at >= now() - timedelta(days=days),
                question_log.c.reason.not_in(WORDLESS),
                question_log.c.question != ERASED,
            )
            .order_by(question_log.c.seq.desc())
            .limit(most * _OFTEN)
        )
        once: dict[str, LoggedQuestion] = {}
        for question in asked:
            masked = replace(question, question=mask(question.question))
            once.setdefault(plain(masked.question), masked)
        return list(once.values())[:most]

    def _read(self, query: Select[Any]) -> list[LoggedQuestion]:
        with self._database.reading() as connection:
            return [question_from(row, row.score) for row in connection.execute(query)]


def question_from(row: Row[Any], effort: int | None = None) -> LoggedQuestion:
    return read_row(LoggedQuestion, question_log, row, effort=effort)


def _questions() -> Select[Any]:
    same = surveys.c.conversation == question_log.c.conversation
    return select(question_log, surveys.c.score).outerjoin(surveys, same)
