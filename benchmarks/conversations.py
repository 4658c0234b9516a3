"""What 100,000 conversations cost: the list, its filters, full text, and opening one.

`make bench-conversations`, on a database of its own: a temporary file, or what DATABASE_URL names,
which must be empty. Prints the median and the 95th percentile of each look in milliseconds, and
what the record takes on disk.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, text

from core.answering import Reason
from core.conversations import Author, Moment
from core.handoffs import HandoffState, Resolution, read_wanted
from store.clock import now
from store.conversations import ConversationList, Conversations, Notes, Transcripts
from store.database import Database
from store.handoffs import FollowUps
from store.schema import (
    conversation_tags,
    conversations,
    handoffs,
    notes,
    surveys,
    utterances,
)

BATCH = 2_000  # conversations
LOOKS = 40
AGENTS = [(f"agent-{number}", f"Agent {number}") for number in range(40)]
QUEUES, SEGMENTS = ("support", "business", "disputes"), ("newcomer", "expert", "business")
WORDS = (Path(__file__).parents[1] / "benchmarks" / "topics.csv").read_text().split()


def main() -> None:
    """Fill a record, measure, and print one line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=100_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "effie.db"
        database = Database(os.environ.get("DATABASE_URL") or f"sqlite:///{file}")
        database.migrate()
        began = time.perf_counter()
        _fill(database, wanted.conversations)
        print(f"{wanted.conversations} conversations in {time.perf_counter() - began:.0f} s")
        for name, look in _looks(database, wanted.conversations).items():
            _time(name, look)
        _tell_size(database, file)


def _looks(database: Database, many: int) -> dict[str, Callable[[], object]]:
    listing = ConversationList(database, SEGMENTS[0])
    rare, middle = f"rareword{many // 2}", now() - timedelta(minutes=many // 2)

    def find(**asked: str) -> Callable[[], object]:
        return lambda: listing.find(read_wanted(asked), None, 51)

    return {
        "the list": find(),
        "a page in the middle": lambda: listing.find(read_wanted({}), middle, 51),
        "open": find(state="open"),
        "waiting for the customer": find(state="customer"),
        "closed": find(state="closed"),
        "with the assistant only": find(state="bot"),
        "one agent's": find(agent=AGENTS[7][0]),
        "one agent's, effort 5": find(agent=AGENTS[7][0], score="5"),
        "a queue and a segment": find(queue="disputes", segment="expert"),
        "snoozed": find(state="snoozed"),
        "a tag": find(tag="complaint"),
        "a tag and what they came for": find(tag="bug", about="problem"),
        "a reason that is rare": find(reason="broken"),
        "a word of every conversation": find(q="card"),
        "two words": find(q="card transfer"),
        "a word of one conversation": find(q=rare),
        "a word of no conversation": find(q="notsaidbyanybody"),
        "who is in the filter": listing.agents,
        "opening one": lambda: Transcripts(database).read(f"c{many // 2}"),
        "its customer's page": lambda: _customers_page(database, f"c{many // 2}"),
        "opening its customer's others": lambda: _earlier(database, f"c{many // 2}"),
    }


def _customers_page(database: Database, conversation: str) -> object:
    this = Conversations(database).get(conversation)
    listed = ConversationList(database, SEGMENTS[0]).of_customer(this, 50)
    notes, owed = Notes(database), FollowUps(database)
    ids = [each.conversation.id for each in listed]
    return [(notes.of(each), owed.of(each)) for each in ids]


def _earlier(database: Database, conversation: str) -> object:
    kept = Conversations(database)
    return kept.earlier(kept.get(conversation))


def _fill(database: Database, many: int) -> None:
    dice, at = random.Random(1), now()  # noqa: S311
    for first in range(0, many, BATCH):
        with database.writing() as connection:
            _add(connection, range(first, min(first + BATCH, many)), many, at, dice)


def _add(
    connection: Connection, numbers: range, many: int, at: datetime, dice: random.Random
) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {
        table: []
        for table in (conversations, utterances, handoffs, surveys, notes, conversation_tags)
    }
    for number in numbers:
        last = at - timedelta(minutes=many - number)
        rows[conversations].append(_conversation(number, last, dice))
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


def _conversation(number: int, last: datetime, dice: random.Random) -> dict[str, Any]:
    customer = f"customer-{number // 5}" if number % 2 else ""
    profile = {"customer": customer, "name": "", "segment": dice.choice(SEGMENTS), "facts": []}
    return {
        "id": f"c{number}",
        "customer": customer,
        "profile": profile,
        "channel": "web",
        "page": "",
        "started_at": last - timedelta(minutes=10),
        "last_at": last,
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


def _time(name: str, look: Callable[[], object]) -> None:
    took = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        look()
        took.append((time.perf_counter() - began) * 1000)
    worst = statistics.quantiles(took, n=20)[-1]
    print(f"{name}: {statistics.median(took):.1f} ms, 95th percentile {worst:.1f} ms")


def _tell_size(database: Database, file: Path) -> None:
    if file.exists():
        with database.reading() as connection:
            words = "SELECT sum(length(block)) FROM said_words_data"
            index = connection.execute(text(words)).scalar_one()
        size = file.stat().st_size + file.with_name("effie.db-wal").stat().st_size
        print(f"on disk: {size / 1e6:.0f} MB, of which for the search {index / 1e6:.0f} MB")
        return
    with database.reading() as connection:
        size = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
        index = connection.execute(text("SELECT pg_relation_size('said_words')")).scalar_one()
    print(f"on disk: {size / 1e6:.0f} MB, of which for the search {index / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
