"""The effort question of each conversation, and the follow-ups that high effort opens."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from core.conversations import (
    Moment,
    Survey,
    SurveyAnswered,
    SurveyNotAsked,
    SurveyRules,
    needs_follow_up,
    should_ask,
)
from core.handoffs import FollowUpKind
from store.clock import now
from store.database import Database
from store.handoffs import Owed, open_follow_up
from store.rows import read_row
from store.schema import surveys


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
                        moment=moment,
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
                due_at = at + self._rules.follow_up_within
                owed = Owed(conversation, FollowUpKind.EFFORT, due_at, score)
                open_follow_up(connection, owed)
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


def _get(connection: Connection, conversation: str, lock: bool = False) -> Survey | None:
    query = select(surveys).where(surveys.c.conversation == conversation)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        return None
    return read_row(Survey, surveys, row)
