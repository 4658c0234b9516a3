"""Conversations to measure with: many, made up by a fixed seed, one after another up to now."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from core.answering import Reason
from core.conversations import Author, Moment
from core.handoffs import HandoffState, Resolution
from store.clock import now
from store.database import Database
from store.schema import (
    conversation_tags,
    conversations,
    handoffs,
    notes,
    surveys,
    utterances,
)

BATCH = 2_000  # conversations
_APART = timedelta(minutes=1)
AGENTS = [(f"agent-{number}", f"Agent {number}") for number in range(40)]
QUEUES, SEGMENTS = ("support", "business", "disputes"), ("newcomer", "expert", "business")
WORDS = (Path(__file__).parent.parent / "topics.csv").read_text().split()


def fill(database: Database, many: int, apart: timedelta = _APART) -> None:
    """Write so many into an empty record: c0, c1, … the latest last.

    apart: the time between two of them
    A third of them were handed off, the last 600 of which are open; a quarter has an effort score,
    a fifth a tag, a tenth a note.
    """
    dice, at = random.Random(1), now()  # noqa: S311
    for first in range(0, many, BATCH):
        with database.writing() as connection:
            numbers = range(first, min(first + BATCH, many))
            _add(connection, numbers, many, at, apart, dice)


def _add(
    connection: Connection,
    numbers: range,
    many: int,
    at: datetime,
    apart: timedelta,
    dice: random.Random,
) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {
        table: []
        for table in (conversations, utterances, handoffs, surveys, notes, conversation_tags)
    }
    for number in numbers:
        last = at - apart * (many - number)
        rows[conversations].append(_conversation(number, last, dice.choice(SEGMENTS)))
        rows[utterances].extend(_said(number, last, dice))
        if number % 3 == 0:
            rows[handoffs].append(_handoff(number, many, last, dice))
        if number % 4 == 0:
            rows[surveys].append(_survey(number, last, dice))
        if number % 5 == 0:
            rows[conversation_tags].append(_tag(number, last))
        if number % 10 == 0:
            rows[notes].append(_note(number, last, dice))
    for table, some in rows.items():
        if some:
            connection.execute(insert(table), some)


def _conversation(number: int, last: datetime, segment: str) -> dict[str, Any]:
    customer = f"customer-{number // 5}" if number % 2 else ""
    profile = {"customer": customer, "name": "", "segment": segment, "facts": []}
    return {
        "id": f"c{number}",
        "customer": customer,
        "profile": profile,
        "channel": "web",
        "page": "",
        "started_at": last - timedelta(minutes=10),
        "last_at": last,
        "segment": segment,
        "handoff": None if number % 3 else number + 1,
    }


def _said(number: int, last: datetime, dice: random.Random) -> Iterator[dict[str, Any]]:
    for place, author in enumerate([Author.CUSTOMER, Author.BOT] * 3 + [Author.AGENT]):
        words = " ".join(dice.choices(WORDS, k=12))
        extra = f" card rareword{number}" if place == 0 else ""
        yield {
            "event": f"{number}-{place}",
            "conversation": f"c{number}",
            "author": author,
            "text": words + extra,
            "content": {},
            "message": f"m{number}-{place}",
            "agent": "",
            "agent_name": "",
            "at": last + timedelta(seconds=place),
        }


def _handoff(number: int, many: int, last: datetime, dice: random.Random) -> dict[str, Any]:
    is_open = number > many - 600
    agent, name = dice.choice(AGENTS)
    return {
        "id": number + 1,
        "conversation": f"c{number}",
        "state": _state(number, is_open),
        "contact_reason": "" if is_open or number % 7 else "problem",
        "reason": Reason.BROKEN if number % 9_000 == 0 else Reason.NOTHING_FITS,
        "queue": dice.choice(QUEUES),
        "segment": dice.choice(SEGMENTS),
        "opened_at": last,
        "agent": agent,
        "agent_name": name,
        "claimed_at": last,
        "ended_at": None if is_open else last,
        "outcome": None if is_open else Resolution.SOLVED,
    }


def _state(number: int, is_open: bool) -> HandoffState:
    if not is_open:
        return HandoffState.RESOLVED
    return HandoffState.CLAIMED if number % 4 else HandoffState.SNOOZED


def _survey(number: int, last: datetime, dice: random.Random) -> dict[str, Any]:
    return {
        "conversation": f"c{number}",
        "asked_at": last,
        "moment": Moment.SOLVED,
        "asked_by": f"m{number}",
        "score": dice.randint(1, 5),
        "comment": "",
        "answered_at": last,
    }


def _tag(number: int, last: datetime) -> dict[str, Any]:
    tag = "complaint" if number % 500 == 0 else "bug"
    return {"conversation": f"c{number}", "tag": tag, "by_name": AGENTS[0][1], "at": last}


def _note(number: int, last: datetime, dice: random.Random) -> dict[str, Any]:
    return {
        "conversation": f"c{number}",
        "message": f"n{number}",
        "staff": AGENTS[0][0],
        "staff_name": AGENTS[0][1],
        "text": " ".join(dice.choices(WORDS, k=10)),
        "at": last,
    }
