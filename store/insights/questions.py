"""What was asked lately, as far as thresholds look at it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, case, func, select

from core.content_gaps import WORDLESS
from core.conversations import Decision
from core.insights import AskedBefore
from store.database import Database
from store.schema import question_log

_BY_CONFIDENCE = (Decision.ANSWER, Decision.CLARIFY, Decision.ASK_AGAIN)


def questions_since(database: Database, moment: datetime) -> list[AskedBefore]:
    """Return the questions since a moment that were decided by how sure the assistant was."""
    log = question_log
    picked = case((and_(log.c.decision == Decision.CLARIFY, log.c.article != ""), 1), else_=0)
    query = (
        select(log.c.confidence, log.c.helped, picked.label("picked"), func.count().label("times"))
        .where(
            log.c.at >= moment,
            log.c.decision.in_(_BY_CONFIDENCE),
            log.c.reason.not_in(WORDLESS),
        )
        .group_by(log.c.confidence, log.c.helped, picked)
    )
    with database.reading() as connection:
        return [
            AskedBefore(row.confidence, row.times, row.helped, bool(row.picked))
            for row in connection.execute(query)
        ]
