"""What agents wrote to an address that a customer had left: sent once, and seen to arrive."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from core.channels import Delivery
from store.database import Database
from store.handoffs import give_answer, take_answer_back
from store.inserts import insert_once
from store.rows import read_row, row_values
from store.schema import outgoing, written_answers


@dataclass(frozen=True)
class WrittenAnswer:
    """An answer to a follow-up.

    message: the id of what was said; the same id twice is the same answer
    recipient: the address it goes to
    by: the name of whoever wrote it
    """

    message: str
    conversation: str
    follow_up: int
    connection: str
    recipient: str
    text: str
    by: str
    at: datetime

    @property
    def cause(self) -> str:
        """What its outgoing message is for, see `Post`."""
        return f"answer:{self.message}"


@dataclass(frozen=True)
class AnswerFate:
    """How far an answer has come, and why it failed."""

    state: Delivery = Delivery.QUEUED
    reason: str = ""


class WrittenAnswers:
    """The answers in the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, answer: WrittenAnswer) -> None:
        """Remember where something that is going to be said goes."""
        with self._database.writing() as db:
            insert_once(db, written_answers, row_values(written_answers, answer))

    def in_conversations(self, names: Collection[str]) -> dict[str, WrittenAnswer]:
        """Return the answers in these conversations, by their messages."""
        query = select(written_answers).where(written_answers.c.conversation.in_(names))
        with self._database.reading() as db:
            found = [read_row(WrittenAnswer, written_answers, row) for row in db.execute(query)]
        return {answer.message: answer for answer in found}

    def of(self, follow_ups: Collection[int]) -> dict[int, list[tuple[WrittenAnswer, AnswerFate]]]:
        """Return the answers to each of these follow-ups, with what has become of each."""
        query = (
            select(written_answers)
            .where(written_answers.c.follow_up.in_(follow_ups))
            .order_by(written_answers.c.at)
        )
        with self._database.reading() as db:
            found = [read_row(WrittenAnswer, written_answers, row) for row in db.execute(query)]
            causes = [answer.cause for answer in found]
            sent = select(outgoing.c.cause, outgoing.c.state, outgoing.c.reason)
            rows = db.execute(sent.where(outgoing.c.cause.in_(causes)))
            fates = {row.cause: AnswerFate(row.state, row.reason) for row in rows}
        told: dict[int, list[tuple[WrittenAnswer, AnswerFate]]] = {}
        for answer in found:
            fate = fates.get(answer.cause, AnswerFate())
            told.setdefault(answer.follow_up, []).append((answer, fate))
        return told

    def keep_in_step(self, conversation: str) -> None:
        """Mark as done what an answer that was sent was owed for; as owed, if it came back."""
        answers = self.in_conversations([conversation]).values()
        for told in self.of({answer.follow_up for answer in answers}).values():
            self._settle(told)

    def _settle(self, told: Sequence[tuple[WrittenAnswer, AnswerFate]]) -> None:
        answer, fate = told[-1]
        outcome = f"Answered by e-mail: {answer.text}"
        with self._database.writing() as db:
            if fate.state is Delivery.FAILED:
                take_answer_back(db, answer.follow_up, answer.by, outcome)
            elif fate.state is not Delivery.QUEUED:
                give_answer(db, answer.follow_up, answer.by, outcome, answer.at)
