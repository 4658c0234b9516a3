"""The effort question of each conversation, and the follow-ups that high effort opens."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from core.conversations import (
    NOT_GROUPED,
    Moment,
    ScoreDecision,
    Survey,
    SurveyNotAsked,
    SurveyRules,
    decide_score,
    needs_follow_up,
    should_ask,
)
from core.handoffs import FollowUpKind
from core.webhooks import WebhookEvent
from store.clock import now
from store.database import Database
from store.handoffs import Owed, follow_ups_of, open_follow_up, settle
from store.rows import read_row
from store.schema import surveys
from store.webhooks import tell

_BY = "effie"


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

    def answer(self, conversation: str, score: int) -> ScoreDecision:
        """Store the score, and open a follow-up if it is high; see `decide_score`.

        A correction stands for the first score in everything: a follow-up that high effort had
        opened is done if the effort was not high. Raises SurveyNotAsked and SurveyAnswered.
        """
        with self._database.writing() as connection:
            survey, at = _get(connection, conversation, lock=True), now()
            decision = decide_score(survey, score, at)
            if decision is ScoreDecision.REPEAT:
                return decision
            first_at = survey.answered_at if survey and survey.answered_at else at
            connection.execute(
                update(surveys)
                .where(surveys.c.conversation == conversation)
                .values(score=score, answered_at=first_at)
            )
            self._follow_up(connection, conversation, survey.score if survey else None, score)
            facts = {"score": score, "corrected": survey is not None and survey.score is not None}
            tell(connection, WebhookEvent.EFFORT_SCORED, facts, conversation)
            return decision

    def comment(self, conversation: str, comment: str) -> None:
        """Store what the customer adds to the score; raises SurveyNotAsked before a score."""
        with self._database.writing() as connection:
            survey = _get(connection, conversation, lock=True)
            if survey is None or survey.score is None:
                raise SurveyNotAsked
            connection.execute(
                update(surveys)
                .where(surveys.c.conversation == conversation)
                .values(comment=comment, meaning=NOT_GROUPED if comment else None, nearness=None)
            )

    def _follow_up(
        self, connection: Connection, conversation: str, before: int | None, score: int
    ) -> None:
        was_high = before is not None and needs_follow_up(self._rules, before)
        if not needs_follow_up(self._rules, score):
            outcome = f"The customer corrected their score to {score}."
            settle(connection, conversation, FollowUpKind.EFFORT, _BY, outcome)
        elif not was_high or _owes(connection, conversation):  # what is done is not owed anew
            due_at = now() + self._rules.follow_up_within
            open_follow_up(connection, Owed(conversation, FollowUpKind.EFFORT, due_at, score), _BY)


def _owes(connection: Connection, conversation: str) -> bool:
    owed = follow_ups_of(connection, conversation)
    return any(each.kind is FollowUpKind.EFFORT and each.done_at is None for each in owed)


def _get(connection: Connection, conversation: str, lock: bool = False) -> Survey | None:
    query = select(surveys).where(surveys.c.conversation == conversation)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        return None
    return read_row(Survey, surveys, row)
