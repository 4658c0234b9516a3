"""What each contact of a day has cost, and what came of it: one statement for all of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Date,
    Float,
    Select,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from core.conversations import Moment
from core.handoffs import Transition
from core.insights import LATER_DAYS
from store.insights.moments import minutes_between
from store.insights.turns import turns
from store.insights.waits import waits
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

_MINUTES_A_DAY = 24 * 60


def began_on(day: date) -> Select[Any]:
    """Return the ids of the conversations that began on a day, in UTC."""
    begin = datetime.combine(day, time(), timezone.utc)
    started = conversations.c.started_at
    return select(conversations.c.id).where(started >= begin, started < begin + timedelta(days=1))


def write_contacts(connection: Connection, day: date, default_segment: str) -> None:
    """Write the contacts of a day anew, from their `turns`.

    default_segment: that of customers whose profile names none
    """
    connection.execute(delete(insight_contacts).where(insight_contacts.c.day == day))
    query = _contacts(began_on(day), day, default_segment)
    names = [column.name for column in query.selected_columns]
    connection.execute(insert(insight_contacts).from_select(names, query))


def _contacts(theirs: Select[Any], day: date, default_segment: str) -> Select[Any]:
    said, waited, moved = _of_turns(), _of_waits(waits(theirs)), _transfers(theirs)
    asked_again, answers, whose = _asked_again(theirs), _answers(theirs), _people(theirs)
    own, last = conversations.c.id, handoffs.alias("last_handoff")
    segment = case((conversations.c.segment == "", default_segment), else_=conversations.c.segment)
    contained = conversations.c.handoff.is_(None)
    helped = or_(answers.c.helped == 1, surveys.c.moment == Moment.SOLVED)
    person = case(
        (conversations.c.customer != "", "customer " + conversations.c.customer),
        (whose.c.person.is_not(None), "person " + whose.c.person),
        else_="",
    )
    language = func.coalesce(func.nullif(last.c.language, ""), said.c.language)
    columns: dict[str, ColumnElement[Any]] = {
        "conversation": own,
        "day": literal(day, Date),
        "started_at": conversations.c.started_at,
        "ended_at": said.c.ended_at,
        "person": person,
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


def note_returns(connection: Connection, day: date) -> None:
    """Note of a day's contacts when their customer began another one, of the same and of others."""
    this, later = insight_contacts, insight_contacts.alias("later")
    same = and_(later.c.article == this.c.article, this.c.article != "")
    upto = datetime.combine(day, time(), timezone.utc) + timedelta(days=LATER_DAYS + 1)

    def first(condition: ColumnElement[bool]) -> Any:
        passed = minutes_between(this.c.started_at, later.c.started_at).cast(Float)
        return (
            select(func.min(passed) / _MINUTES_A_DAY)
            .where(
                later.c.person == this.c.person,
                later.c.started_at > this.c.started_at,
                later.c.started_at <= upto,
                passed <= LATER_DAYS * _MINUTES_A_DAY,
                condition,
            )
            .correlate(this)
            .scalar_subquery()
        )

    connection.execute(
        update(this)
        .where(this.c.day == day, this.c.person != "")
        .values(back_days=first(same), next_back_days=first(~same))
    )


def days_before(connection: Connection, day: date) -> set[date]:
    """Return the earlier days whose customers came again on this one: their figures change."""
    this, earlier = insight_contacts, insight_contacts.alias("earlier")
    query = (
        select(earlier.c.day)
        .join(this, this.c.person == earlier.c.person)
        .where(
            this.c.day == day,
            this.c.person != "",
            earlier.c.day >= day - timedelta(days=LATER_DAYS + 1),
            earlier.c.day < day,
        )
    )
    return set(connection.execute(query.distinct()).scalars())
