"""What each contact of a day has cost, and what came of it: one statement for all of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Date,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
)

from core.conversations import Moment
from core.handoffs import Transition
from store.insights.rolling.people import linked_people, named
from store.insights.rolling.turns import turns
from store.insights.rolling.waits import waits
from store.insights.rolling.worked_out import empty, fill, temporary_like
from store.schema import (
    channel_conversations,
    conversations,
    handoff_events,
    handoffs,
    identities,
    insight_contacts,
    question_log,
    repeated_questions,
    surveys,
)

contacts_of_day = temporary_like("contacts_of_a_day", insight_contacts)


def began_on(day: date) -> Select[Any]:
    """Return the ids of the conversations that began on a day, in UTC."""
    begin = datetime.combine(day, time(), timezone.utc)
    started = conversations.c.started_at
    return select(conversations.c.id).where(started >= begin, started < begin + timedelta(days=1))


def work_out_contacts(connection: Connection, day: date, default_segment: str) -> None:
    """Fill `contacts_of_day` with the contacts of a day, from their `turns` and `linked_people`.

    default_segment: that of customers whose profile names none
    """
    empty(connection, contacts_of_day)
    fill(connection, contacts_of_day, _contacts(began_on(day), day, default_segment))


def _contacts(theirs: Select[Any], day: date, default_segment: str) -> Select[Any]:
    said, waited, moved = _of_turns(), _of_waits(waits(theirs)), _transfers(theirs)
    asked_again, answers, whose = _asked_again(theirs), _answers(theirs), _people(theirs)
    own, last = conversations.c.id, handoffs.alias("last_handoff")
    segment = case((conversations.c.segment == "", default_segment), else_=conversations.c.segment)
    contained = conversations.c.handoff.is_(None)
    helped = or_(answers.c.helped == 1, surveys.c.moment == Moment.SOLVED)
    name, same = named(conversations.c.customer, whose.c.person), linked_people
    language = func.coalesce(func.nullif(last.c.language, ""), said.c.language)
    columns: dict[str, ColumnElement[Any]] = {
        "conversation": own,
        "day": literal(day, Date),
        "started_at": conversations.c.started_at,
        "ended_at": said.c.ended_at,
        "person": func.coalesce(same.c.person, name),
        "segment": segment,
        "channel": conversations.c.channel,
        "queue": func.coalesce(last.c.queue, ""),
        "language": func.coalesce(language, ""),
        "reason": func.coalesce(last.c.reason, ""),
        "article": func.coalesce(answers.c.article, ""),
        "minutes": said.c.minutes,
        "messages": said.c.messages,
        "repeats": said.c.repeats,
        "failed_answers": said.c.failed_answers,
        "transfers": func.coalesce(moved.c.times, 0),
        "channel_switches": said.c.channel_switches,
        "waiting": func.coalesce(waited.c.minutes, 0.0),
        "re_asked": func.coalesce(asked_again.c.times, 0),
        "asked": case((surveys.c.conversation.is_not(None), 1), else_=0),
        "contained": case((contained, 1), else_=0),
        "verified": case((and_(contained, helped), 1), else_=0),
        "disliked": func.coalesce(answers.c.disliked, 0),
        "score": surveys.c.score,
    }
    joined = conversations.join(said, said.c.conversation == own)
    joined = joined.outerjoin(last, last.c.id == conversations.c.handoff)
    for table in (waited, moved, asked_again, answers, whose, surveys):
        joined = joined.outerjoin(table, table.c.conversation == own)
    joined = joined.outerjoin(same, same.c.name == name)
    return (
        select(*(column.label(name) for name, column in columns.items()))
        .select_from(joined)
        .where(said.c.messages > 0)
    )


def _of_turns() -> CTE:
    each = turns
    real = each.c.turn > 0
    return (
        select(
            each.c.conversation,
            func.max(each.c.ended_at).label("ended_at"),
            func.max(each.c.language).label("language"),
            func.sum(case((real, each.c.minutes), else_=0.0)).label("minutes"),
            func.sum(each.c.is_turn).label("messages"),
            func.sum(each.c.typed * each.c.failed_before).label("repeats"),
            func.sum(each.c.failed).label("failed_answers"),
            func.sum(each.c.switched).label("channel_switches"),
        )
        .group_by(each.c.conversation)
        .cte("of_turns")
    )


def _of_waits(each: CTE) -> CTE:
    total = func.sum(func.coalesce(each.c.minutes, 0.0)).label("minutes")
    return select(each.c.conversation, total).group_by(each.c.conversation).cte("of_waits")


def _transfers(theirs: Select[Any]) -> CTE:
    return (
        select(handoff_events.c.conversation, func.count().label("times"))
        .where(
            handoff_events.c.conversation.in_(theirs),
            handoff_events.c.transition == Transition.TRANSFER,
        )
        .group_by(handoff_events.c.conversation)
        .cte("moved")
    )


def _asked_again(theirs: Select[Any]) -> CTE:
    asked = repeated_questions
    return (
        select(asked.c.conversation, func.count().label("times"))
        .where(asked.c.conversation.in_(theirs))
        .group_by(asked.c.conversation)
        .cte("asked_again")
    )


def _answers(theirs: Select[Any]) -> CTE:
    """What the question log says: the last article, and whether one helped or did not."""
    log = question_log
    helped, refused = log.c.helped.is_(True), log.c.helped.is_(False)
    last = func.first_value(log.c.article).over(
        partition_by=log.c.conversation,
        order_by=(case((log.c.article == "", 1), else_=0), log.c.seq.desc()),
    )
    rows = (
        select(
            log.c.conversation,
            last.label("article"),
            case((helped, 1), else_=0).label("helped"),
            case((refused, 1), else_=0).label("disliked"),
        )
        .where(log.c.conversation.in_(theirs))
        .cte("answer_rows")
    )
    return (
        select(
            rows.c.conversation,
            func.max(rows.c.article).label("article"),
            func.max(rows.c.helped).label("helped"),
            func.max(rows.c.disliked).label("disliked"),
        )
        .group_by(rows.c.conversation)
        .cte("answers")
    )


def _people(theirs: Select[Any]) -> CTE:
    own = channel_conversations
    return (
        select(own.c.conversation, identities.c.person)
        .join(identities, identities.c.id == own.c.identity)
        .where(own.c.conversation.in_(theirs))
        .cte("people")
    )
