"""What customers let be known of what they were shown."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, case, func, or_, select, true

from core.content_gaps import WORDLESS
from core.conversations import Decision
from core.insights import Judged
from store.database import Database
from store.schema import question_log

_LOG = question_log.c
_ANSWERED = and_(_LOG.decision == Decision.ANSWER, _LOG.helped.is_not(None))
_PICKED = and_(_LOG.decision == Decision.CLARIFY, _LOG.article != "")
_IN_VAIN = and_(_LOG.decision == Decision.CLARIFY, _LOG.clarified_in_vain == true())
_WAS_IT = case((_ANSWERED, _LOG.helped), (_PICKED, func.coalesce(_LOG.helped, true())), else_=False)


def judged_since(database: Database, moment: datetime) -> list[Judged]:
    """Return the questions since a moment of which it is known whether what was shown was it.

    Of an answer that is what its customer said; of buttons, whether one was pressed, unless its
    article then did not help.
    """
    known = or_(_ANSWERED, _PICKED, _IN_VAIN)
    query = select(_LOG.confidence, _WAS_IT.label("was_it"), func.count().label("times"))
    query = query.where(_LOG.at >= moment, _LOG.reason.not_in(WORDLESS), known)
    query = query.group_by(_LOG.confidence, _WAS_IT)
    with database.reading() as connection:
        rows = connection.execute(query)
        return [Judged(row.confidence, bool(row.was_it), row.times) for row in rows]
