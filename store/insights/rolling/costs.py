"""What has cost a customer time, each occurrence put down to a cause."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Select,
    String,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)

from core.content_gaps import WORDLESS
from core.conversations import Author, Decision
from core.handoffs import Transition
from core.insights import MAX_PAUSE_MINUTES, CauseKind
from store.content_gaps.evidence import QUESTION
from store.insights.moments import minutes_between
from store.insights.rolling.contacts import began_on
from store.insights.rolling.turns import turns
from store.insights.rolling.waits import waits
from store.insights.rolling.worked_out import empty, fill, temporary_like
from store.schema import (
    conversations,
    gap_evidence,
    handoffs,
    insight_costs,
    question_log,
    repeated_questions,
    utterances,
)

costs_of_day = temporary_like("costs_of_a_day", insight_costs, leave_out=("id",))


def work_out_costs(connection: Connection, day: date) -> None:
    """Fill `costs_of_day` with what was costly in the contacts of a day, from their `turns`."""
    empty(connection, costs_of_day)
    theirs = began_on(day)
    parts = (_of_questions(theirs), _of_switches(), _of_waits(theirs), _re_asked(theirs))
    rows = union_all(*parts).subquery()
    query = select(
        rows.c.conversation,
        literal(day, Date).label("day"),
        rows.c.cause,
        rows.c.about,
        rows.c.question,
        func.coalesce(rows.c.minutes, 0.0).label("minutes"),
    )
    fill(connection, costs_of_day, query)


def _of_questions(theirs: Select[Any]) -> Select[Any]:
    """Questions whose answer was not it, or that got none, or got buttons first."""
    log, each = question_log, turns
    refused = and_(log.c.helped.is_(False), log.c.article != "")
    nothing = or_(log.c.decision == Decision.ASK_AGAIN, log.c.clarified_in_vain.is_(True))
    chosen = and_(log.c.decision == Decision.CLARIFY, log.c.article != "")
    gap = func.coalesce(gap_evidence.c.gap.cast(String(80)), "")
    wrong = _kind(CauseKind.WRONG_ANSWER)
    cause = case(
        (refused, wrong),
        (nothing, _kind(CauseKind.NOT_UNDERSTOOD)),
        else_=_kind(CauseKind.ASKED_BACK),
    )
    of_gap = and_(gap_evidence.c.source == QUESTION, gap_evidence.c.source_id == log.c.seq)
    return (
        select(
            log.c.conversation,
            cause.label("cause"),
            case((and_(nothing, ~refused), gap), else_=log.c.article).label("about"),
            log.c.seq.label("question"),
            each.c.minutes,
        )
        .join(each, and_(each.c.conversation == log.c.conversation, each.c.seq == log.c.seq))
        .outerjoin(gap_evidence, of_gap)
        .where(
            log.c.conversation.in_(theirs),
            log.c.reason.not_in(WORDLESS),
            or_(refused, nothing, chosen),
        )
    )


def _of_switches() -> Select[Any]:
    each, before = turns, turns.alias("turn_before")
    joined = and_(before.c.conversation == each.c.conversation, before.c.turn == each.c.turn - 1)
    return (
        select(
            each.c.conversation,
            _kind(CauseKind.SWITCH).label("cause"),
            each.c.went_to.label("about"),
            literal(0).label("question"),
            before.c.minutes,
        )
        .join(before, joined)
        .where(each.c.switched == 1)
    )


def _of_waits(theirs: Select[Any]) -> Select[Any]:
    each = waits(theirs)
    passed_on = each.c.transition == Transition.TRANSFER
    cause = case((passed_on, _kind(CauseKind.TRANSFER)), else_=_kind(CauseKind.WAITING))
    return select(
        each.c.conversation,
        cause.label("cause"),
        each.c.queue.label("about"),
        literal(0).label("question"),
        each.c.minutes,
    ).where(each.c.minutes.is_not(None))


def _re_asked(theirs: Select[Any]) -> Select[Any]:
    asked, reply = repeated_questions, utterances.alias("reply")
    answered = (
        select(func.min(reply.c.at))
        .where(
            reply.c.conversation == utterances.c.conversation,
            reply.c.seq > utterances.c.seq,
            reply.c.author == Author.CUSTOMER,
        )
        .correlate(utterances)
        .scalar_subquery()
    )
    passed = minutes_between(utterances.c.at, answered)
    said = and_(
        utterances.c.conversation == asked.c.conversation,
        utterances.c.message == asked.c.message,
    )
    return (
        select(
            asked.c.conversation,
            _kind(CauseKind.RE_ASKED).label("cause"),
            func.coalesce(handoffs.c.queue, "").label("about"),
            literal(0).label("question"),
            case((passed.between(0, MAX_PAUSE_MINUTES), passed), else_=0.0).label("minutes"),
        )
        .join(utterances, said)
        .join(conversations, conversations.c.id == asked.c.conversation)
        .outerjoin(handoffs, handoffs.c.id == conversations.c.handoff)
        .where(asked.c.conversation.in_(theirs), utterances.c.author == Author.AGENT)
    )


def _kind(kind: CauseKind) -> ColumnElement[str]:
    return literal(kind.value, String(20))
