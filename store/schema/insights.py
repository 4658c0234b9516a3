"""Where customers' effort goes, rolled up by days: all of it can be made again from the record."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
)

from core.insights import MEASURES, SERVICE, SERVICE_COUNTS, CauseKind
from store.schema.base import EnumText, Utc, metadata

_SPLIT = ("segment", "channel", "queue", "language")  # what every figure can be filtered by
_COUNTED = (
    *("contacts", "asked", "score_1", "score_2", "score_3", "score_4", "score_5"),
    *("contained", "verified", "recognised", "contained_recognised", "verified_recognised"),
    *("contained_back_7", "contained_back_14", "verified_back_7", "verified_back_14"),
    *("back_7", "back_14", "next_back_7", "next_back_14", "disliked_back_7", "disliked_back_14"),
)


def _split() -> list[Column[str]]:
    return [Column(name, String(80), nullable=False) for name in _SPLIT]


def _sums() -> list[Column[Any]]:
    return [
        *(Column(name, Integer, nullable=False) for name in _COUNTED),
        *(
            Column(f"{measure.name}{part}", Float, nullable=False)
            for measure in MEASURES
            for part in ("", "_squares", "_any")
        ),
    ]


def _cost_sums() -> list[Column[Any]]:
    counted = (Column(name, Integer, nullable=False) for name in ("contacts", "times"))
    return [*counted, *(Column(name, Float, nullable=False) for name in ("minutes", "squares"))]


def _call_sums() -> list[Column[Any]]:
    return [
        *(Column(name, Integer, nullable=False) for name in SERVICE_COUNTS),
        *(
            Column(f"{measure.name}{part}", Float, nullable=False)
            for measure in SERVICE
            for part in ("", "_squares", "_known")
        ),
    ]


insight_contacts = Table(  # one row a conversation in which a customer has said something
    "insight_contacts",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("day", Date, nullable=False),  # on which it began, in UTC
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc, nullable=False),
    Column("person", String(240), nullable=False),  # "" for who would not be recognised
    *_split(),
    Column("reason", String(40), nullable=False),  # why a person was called, "" for none
    Column("article", String(80), nullable=False),  # the last one that was shown
    *(Column(measure.name, Float, nullable=False) for measure in MEASURES),
    Column("asked", Integer, nullable=False),  # this and the next: 1 for yes, so that it adds up
    Column("contained", Integer, nullable=False),
    Column("verified", Integer, nullable=False),
    Column("disliked", Integer, nullable=False),  # an answer was said not to be it
    Column("score", Integer),
    # Days until the same person began another, of the same article and of another; up to 14.
    Column("back_days", Float),
    Column("next_back_days", Float),
    Index("insight_contacts_by_day", "day", "started_at"),
    Index("insight_contacts_by_person", "person", "started_at"),
    Index("insight_contacts_by_article", "article", "day"),
)

insight_costs = Table(  # what something has cost in a conversation
    "insight_costs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("cause", EnumText(CauseKind, 20), nullable=False),
    Column("about", String(80), nullable=False),
    Column("question", Integer, nullable=False),  # its seq, 0 if it comes from none
    Column("minutes", Float, nullable=False),
    Index("insight_costs_by_cause", "cause", "about", "day"),
    Index("insight_costs_by_day", "day"),
)

insight_calls = Table(  # a handoff, as its customer and its agent had it
    "insight_calls",
    metadata,
    Column("handoff", Integer, primary_key=True, autoincrement=False),
    Column("conversation", String(64), nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("hour", Integer, nullable=False),  # in which it was opened, in UTC
    Column("agent", String(64), nullable=False),
    *_split(),
    *(Column(measure.name, Float) for measure in SERVICE),  # none as long as it is not known
    *(Column(name, Integer, nullable=False) for name in SERVICE_COUNTS),  # 1 for yes
    Index("insight_calls_by_day", "day"),
    Index("insight_calls_by_agent", "agent", "day"),
)

insight_call_days = Table(
    "insight_call_days",
    metadata,
    Column("day", Date, nullable=False),
    Column("hour", Integer, nullable=False),
    *_split(),
    *_call_sums(),
    PrimaryKeyConstraint("day", "hour", *_SPLIT),
)

insight_call_totals = Table(  # the same of whichever segment, channel and language: a year is read
    "insight_call_totals",
    metadata,
    Column("day", Date, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("queue", String(80), nullable=False),
    *_call_sums(),
    PrimaryKeyConstraint("day", "hour", "queue"),
)

insight_days = Table(
    "insight_days",
    metadata,
    # "" for all; "article", "reason", or what contacts met: see `store.insights.rolling.met`
    Column("kind", String(20), nullable=False),
    Column("day", Date, nullable=False),
    Column("value", String(80), nullable=False),  # which article, reason, policy, …
    *_split(),
    *_sums(),
    PrimaryKeyConstraint("kind", "day", "value", *_SPLIT),
    Index("insight_days_by_value", "kind", "value", "day"),
)

insight_totals = Table(  # the same of whichever segment, channel, queue and language
    "insight_totals",
    metadata,
    Column("kind", String(20), nullable=False),
    Column("day", Date, nullable=False),
    Column("value", String(80), nullable=False),
    *_sums(),
    PrimaryKeyConstraint("kind", "day", "value"),
    Index("insight_totals_by_value", "kind", "value", "day"),
)

insight_cost_days = Table(
    "insight_cost_days",
    metadata,
    Column("day", Date, nullable=False),
    Column("cause", EnumText(CauseKind, 20), nullable=False),
    Column("about", String(80), nullable=False),
    *_split(),
    *_cost_sums(),
    PrimaryKeyConstraint("day", "cause", "about", *_SPLIT),
)

insight_cost_totals = Table(  # the same of whichever segment, channel, queue and language
    "insight_cost_totals",
    metadata,
    Column("day", Date, nullable=False),
    Column("cause", EnumText(CauseKind, 20), nullable=False),
    Column("about", String(80), nullable=False),
    *_cost_sums(),
    PrimaryKeyConstraint("day", "cause", "about"),
    Index("insight_cost_totals_by_cause", "cause", "about", "day"),
)

insight_offer_days = Table(  # next questions that were offered, and what came of them
    "insight_offer_days",
    metadata,
    Column("day", Date, primary_key=True),
    *(Column(name, String(80), primary_key=True) for name in ("article", "offered", "segment")),
    *(Column(name, Integer, nullable=False) for name in ("shown", "pressed", "anyway")),
)

_SPENT = ("available", "away", "occupied", "in_hand")  # seconds, see `core.insights.Spent`

insight_agent_hours = Table(  # how long an agent was there in an hour, noted as it went on
    "insight_agent_hours",
    metadata,
    Column("agent", String(80), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("hour", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Integer, nullable=False) for name in _SPENT),
    Index("insight_agent_hours_by_day", "day"),
)

insight_queue_hours = Table(  # the same of all who serve a queue; "" for all agents, each once
    "insight_queue_hours",
    metadata,
    Column("queue", String(80), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("hour", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Integer, nullable=False) for name in _SPENT),
    Index("insight_queue_hours_by_day", "day"),
)

insight_marks = Table(  # days that must be rolled up again
    "insight_marks",
    metadata,
    Column("day", Date, primary_key=True),
    Column("contacts", Boolean, nullable=False),  # its contacts as well, not only its sums
    Column("revision", Integer, nullable=False, server_default="0"),  # counts up with each mark
)

insight_drivers = Table(  # one row: what drives the score, as it was found last
    "insight_drivers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", Utc, nullable=False),
    Column("report", JSON, nullable=False),
)

weekly_declined = Table(  # members of staff who want no summary of the week by e-mail
    "weekly_declined",
    metadata,
    Column("staff", String(64), primary_key=True),
)
