"""Every turn of some conversations as a row: from something the customer said to their next word.

The database counts, not Python: a day of thousands of conversations is one statement.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    Connection,
    Float,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    and_,
    case,
    func,
    or_,
    select,
)

from core.conversations import (
    NOT_HELPED,
    SOMETHING_ELSE,
    Author,
    ChoiceKind,
    Decision,
    Intent,
)
from core.conversations.content.evidence import REFUSALS
from core.insights import MAX_PAUSE_MINUTES
from store.insights.moments import minutes_between
from store.insights.rolling.worked_out import empty, fill
from store.schema import Utc, utterances

_SURVEY = "survey"


# Of the connection that fills it, so that what is worked out once is read several times.
turns = Table(
    "turns_of_a_day",
    MetaData(),
    Column("conversation", String(64), primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),  # from 1 on; 0 is before it
    Column("failed", Integer, nullable=False),  # what they were shown was not it
    Column("typed", Integer, nullable=False),  # own words
    Column("is_turn", Integer, nullable=False),  # not an answer to the effort question
    Column("switched", Integer, nullable=False),  # to another channel than before
    Column("went_to", String(40), nullable=False),  # that channel
    Column("language", String(40), nullable=False),
    Column("ended_at", Utc, nullable=False),
    Column("seq", Integer, nullable=False),  # of the customer's utterance
    Column("minutes", Float, nullable=False),  # until their next turn
    Column("failed_before", Integer, nullable=False),  # the turn before it had
    prefixes=["TEMPORARY"],
)


def work_out_turns(connection: Connection, conversations: Select[Any]) -> None:
    """Fill `turns` with those of these conversations (a query of their ids)."""
    empty(connection, turns)
    each = _of_turn(_said(conversations)).cte("turn_rows")
    in_order: dict[str, Any] = {"partition_by": each.c.conversation, "order_by": each.c.turn}
    following = func.lead(each.c.so_far).over(**in_order)
    worked_out = {
        "minutes": func.coalesce(following, each.c.so_far_last) - each.c.so_far,
        "failed_before": func.coalesce(func.lag(each.c.failed).over(**in_order), 0),
    }
    names = [column.name for column in turns.c]
    columns = [worked_out[name] if name in worked_out else each.c[name] for name in names]
    fill(
        connection, turns, select(*(each.label(n) for each, n in zip(columns, names, strict=True)))
    )


def _said(conversations: Select[Any]) -> CTE:
    """Every utterance, with its turn and how much time had passed."""
    u = utterances
    choice = u.c.content["choice"].as_string()
    is_customer = u.c.author == Author.CUSTOMER
    about_effort = or_(
        and_(is_customer, func.coalesce(choice, "").like(f"{ChoiceKind.EFFORT.value}%")),
        and_(u.c.author == Author.BOT, u.c.content["kind"].as_string() == _SURVEY),
    )
    whole: dict[str, Any] = {"partition_by": u.c.conversation, "order_by": u.c.seq}
    rows = (
        select(
            u.c.conversation,
            u.c.seq,
            u.c.at,
            u.c.channel,
            _flag(is_customer).label("is_customer"),
            _flag(and_(is_customer, ~func.coalesce(about_effort, False))).label("is_turn"),
            _flag(and_(is_customer, choice.is_(None), u.c.text != "")).label("typed"),
            _flag(_failure(is_customer, choice)).label("failed"),
            _evidence("language").label("language"),
            minutes_between(func.lag(u.c.at).over(**whole), u.c.at).label("gap"),
            _flag(about_effort).label("about_effort"),
            func.lag(u.c.channel)
            .over(partition_by=(u.c.conversation, u.c.author), order_by=u.c.seq)
            .label("channel_before"),
        )
        .where(u.c.conversation.in_(conversations))
        .cte("said_rows")
    )
    counts = and_(rows.c.about_effort == 0, rows.c.gap.between(0, MAX_PAUSE_MINUTES))
    passed = case((counts, rows.c.gap), else_=0.0)
    in_order: dict[str, Any] = {"partition_by": rows.c.conversation, "order_by": rows.c.seq}
    return select(
        rows,
        func.sum(rows.c.is_customer).over(**in_order).label("turn"),
        func.sum(passed).over(**in_order).label("so_far"),
    ).cte("said")


def _of_turn(said: CTE) -> Select[Any]:
    first = said.c.is_customer == 1
    switched = and_(first, said.c.channel_before.is_not(None), _other(said))
    return select(
        said.c.conversation,
        said.c.turn,
        func.max(said.c.failed).label("failed"),
        func.max(said.c.typed).label("typed"),
        func.max(said.c.is_turn).label("is_turn"),
        func.max(_flag(switched)).label("switched"),
        func.max(case((switched, said.c.channel), else_="")).label("went_to"),
        func.max(func.coalesce(said.c.language, "")).label("language"),
        func.max(said.c.at).label("ended_at"),
        func.max(case((first, said.c.seq), else_=0)).label("seq"),
        func.min(said.c.so_far).label("so_far"),
        func.max(said.c.so_far).label("so_far_last"),
    ).group_by(said.c.conversation, said.c.turn)


def _other(said: CTE) -> ColumnElement[bool]:
    return said.c.channel_before != said.c.channel


def _evidence(name: str) -> ColumnElement[str]:
    found: ColumnElement[str] = utterances.c.content["evidence", name].as_string()
    return found


def _failure(is_customer: ColumnElement[bool], choice: ColumnElement[str]) -> ColumnElement[bool]:
    """As core's `effort_so_far` sees it; a refusal shows in both halves of a turn."""
    pressed = and_(is_customer, choice.in_([str(NOT_HELPED), str(SOMETHING_ELSE)]))
    understood = or_(
        _evidence("decision") == Decision.ASK_AGAIN.value,
        _evidence("intent").in_([Intent(each).value for each in REFUSALS]),
    )
    return or_(pressed, and_(utterances.c.author == Author.BOT, understood))


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0).cast(Integer)
