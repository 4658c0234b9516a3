"""The effort question of each conversation, and the follow-ups that high effort opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from core.errors import NotFound
from core.survey import (
    Moment,
    Survey,
    SurveyAnswered,
    SurveyNotAsked,
    SurveyRules,
    needs_follow_up,
    should_ask,
)
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.schema import follow_ups, surveys


@dataclass(frozen=True)
class FollowUp:
    """A customer whom someone should get back to."""

    id: int
    conversation: str
    score: int
    comment: str
    opened_at: datetime
    due_at: datetime
    done_at: datetime | None
    done_by: str
    outcome: str


class Surveys:
    """The effort questions asked and answered."""

    def __init__(self, database: Database, rules: SurveyRules) -> None:
        self._database, self._rules = database, rules

    def get(self, conversation: str) -> Survey | None:
        """Return a conversation's survey, if it was asked."""
        with self._database.reading() as connection:
            return _get(connection, conversation)

    def ask(self, conversation: str, moment: Moment, message: str) -> bool:
        """Tell whether to ask now, and remember that it was asked."""
        with self._database.writing() as connection:
            survey = _get(connection, conversation)
            if not should_ask(self._rules, moment, survey, message):
                return False
            if survey is None:
                connection.execute(
                    insert(surveys).values(
                        conversation=conversation,
                        asked_at=now(),
                        moment=moment.value,
                        asked_by=message,
                        comment="",
                    )
                )
            return True

    def answer(self, conversation: str, score: int) -> Survey:
        """Store the score, and open a follow-up if it is high. Raises SurveyNotAsked/Answered.

        The same score again is taken as the same answer, arriving twice.
        """
        with self._database.writing() as connection:
            survey = _get(connection, conversation, lock=True)
            if survey is None:
                raise SurveyNotAsked
            if survey.score == score:
                return survey
            if survey.score is not None:
                raise SurveyAnswered
            at = now()
            connection.execute(
                update(surveys)
                .where(surveys.c.conversation == conversation)
                .values(score=score, answered_at=at)
            )
            if needs_follow_up(self._rules, score):
                self._open_follow_up(connection, conversation, score, at)
            stored = _get(connection, conversation)
            assert stored is not None
            return stored

    def comment(self, conversation: str, comment: str) -> None:
        """Store what the customer adds to the score; raises SurveyNotAsked before a score."""
        with self._database.writing() as connection:
            survey = _get(connection, conversation, lock=True)
            if survey is None or survey.score is None:
                raise SurveyNotAsked
            connection.execute(
                update(surveys)
                .where(surveys.c.conversation == conversation)
                .values(comment=comment)
            )

    def _open_follow_up(
        self, connection: Connection, conversation: str, score: int, at: datetime
    ) -> None:
        connection.execute(
            insert(follow_ups).values(
                conversation=conversation,
                score=score,
                opened_at=at,
                due_at=at + self._rules.follow_up_within,
                done_by="",
                outcome="",
            )
        )
        write_audit(connection, "effie", "follow_up.open", conversation, f"effort {score}")


class FollowUps:
    """What staff owe to customers whose effort was high."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all_open(self) -> list[FollowUp]:
        """Return those not done yet, the one due first at the front."""
        return self._read(follow_ups.c.done_at.is_(None), follow_ups.c.due_at.asc(), 1000)

    def recently_done(self, most: int = 50) -> list[FollowUp]:
        """Return those done, the latest first."""
        return self._read(follow_ups.c.done_at.is_not(None), follow_ups.c.done_at.desc(), most)

    def finish(self, follow_up: int, who: str, outcome: str) -> None:
        """Mark it as done, with what came of it; done twice changes nothing."""
        with self._database.writing() as connection:
            row = connection.execute(
                select(follow_ups).where(follow_ups.c.id == follow_up)
            ).one_or_none()
            if row is None:
                raise NotFound("There is no such follow-up. Reload the list.")
            if row.done_at is not None:
                return
            connection.execute(
                update(follow_ups)
                .where(follow_ups.c.id == follow_up)
                .values(done_at=now(), done_by=who, outcome=outcome)
            )
            write_audit(connection, who, "follow_up.finish", row.conversation, outcome)

    def _read(self, condition: Any, order: Any, most: int) -> list[FollowUp]:
        query = (
            select(follow_ups, surveys.c.comment)
            .join(surveys, surveys.c.conversation == follow_ups.c.conversation)
            .where(condition)
            .order_by(order)
            .limit(most)
        )
        with self._database.reading() as connection:
            return [_follow_up(row) for row in connection.execute(query)]


def _get(connection: Connection, conversation: str, lock: bool = False) -> Survey | None:
    query = select(surveys).where(surveys.c.conversation == conversation)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        return None
    return Survey(
        row.conversation,
        row.asked_at,
        Moment(row.moment),
        row.asked_by,
        row.score,
        row.comment,
        row.answered_at,
    )


def _follow_up(row: Row[Any]) -> FollowUp:
    return FollowUp(
        row.id,
        row.conversation,
        row.score,
        row.comment,
        row.opened_at,
        row.due_at,
        row.done_at,
        row.done_by,
        row.outcome,
    )
