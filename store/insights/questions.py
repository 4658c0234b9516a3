"""What was asked lately, as far as thresholds look at it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Float, Row, Select, and_, case, func, literal, select

from core.content_gaps import WORDLESS
from core.conversations import Decision
from core.insights import AskedBefore
from store.database import Database
from store.schema import conversations, question_log

_BY_CONFIDENCE = (Decision.ANSWER, Decision.CLARIFY, Decision.ASK_AGAIN)
_PICKED = case(
    (and_(question_log.c.decision == Decision.CLARIFY, question_log.c.article != ""), 1), else_=0
)
_GROUPED = (question_log.c.confidence, question_log.c.helped, _PICKED)


def questions_since(database: Database, moment: datetime) -> list[AskedBefore]:
    """Return the questions since a moment that were decided by how sure the assistant was."""
    query = _questions(moment).group_by(*_GROUPED)
    with database.reading() as connection:
        return [_asked(row) for row in connection.execute(query)]


def questions_by_segment(
    database: Database, moment: datetime, segment_of: Mapping[str, str], others: str
) -> list[AskedBefore]:
    """Return the same with their customers' segments.

    segment_of: what the segment of a profile is told as; others: what one is that is not in it
    """
    segment = conversations.c.segment
    said_in = conversations.c.id == question_log.c.conversation
    asked = question_log.outerjoin(conversations, said_in)
    query = _questions(moment).add_columns(segment).select_from(asked)
    query = query.group_by(*_GROUPED, segment)
    with database.reading() as connection:
        return [
            replace(_asked(row), segment=segment_of.get(row.segment, others))
            for row in connection.execute(query)
        ]


def questions_reaching(
    database: Database, moment: datetime, bounds: Collection[float]
) -> list[AskedBefore]:
    """Return those of everybody, each with the highest of these confidences that it reached.

    So the database counts together what is not told apart: of hundreds of thousands of questions
    there are a handful. 0 for those that reached none.
    """
    confidence = question_log.c.confidence
    reached = case(
        *((confidence >= bound, literal(bound, Float)) for bound in sorted(bounds, reverse=True)),
        else_=literal(0.0, Float),
    )
    log = question_log.c
    each = (
        select(reached.label("reached"), log.helped, _PICKED.label("picked"))
        .where(*_lately(moment))
        .subquery()
    )
    query = select(each, func.count()).group_by(*each.c)
    with database.reading() as connection:
        return [
            AskedBefore(confidence, times, helped, bool(was_picked))
            for confidence, helped, was_picked, times in connection.execute(query)
        ]


def _questions(moment: datetime) -> Select[Any]:
    log = question_log.c
    return select(
        log.confidence, log.helped, _PICKED.label("picked"), func.count().label("times")
    ).where(*_lately(moment))


def _lately(moment: datetime) -> list[ColumnElement[bool]]:
    log = question_log.c
    return [
        log.at >= moment,
        log.decision.in_(_BY_CONFIDENCE),
        log.reason.not_in(WORDLESS),
    ]


def _asked(row: Row[Any]) -> AskedBefore:
    return AskedBefore(row.confidence, row.times, row.helped, bool(row.picked))
