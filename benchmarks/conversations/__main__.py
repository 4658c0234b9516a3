"""What 100,000 conversations cost: the list, its filters, full text, and opening one.

`make bench-conversations`, on a database of its own: a temporary file, or what DATABASE_URL names,
which must be empty. Prints the median and the 95th percentile of each look in milliseconds: by the
clock; of this process's processor time, which on SQLite is all of it; on PostgreSQL by the server's
own account of what it planned and executed. And what the record takes on disk.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from benchmarks.conversations.explained import asked_by, spent_on
from benchmarks.conversations.made_up import AGENTS, SEGMENTS, fill
from core.handoffs import read_wanted
from store.clock import now
from store.conversations import ConversationList, Conversations, Notes, Transcripts
from store.database import Database
from store.handoffs import FollowUps

LOOKS = 40


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
        fill(database, wanted.conversations)
        print(f"{wanted.conversations} conversations in {time.perf_counter() - began:.0f} s")
        if not file.exists():
            with database.writing() as connection:
                connection.execute(text("ANALYZE"))  # as PostgreSQL does by itself, a little later
        for name, look in _looks(database, wanted.conversations).items():
            _time(name, look, None if file.exists() else database)
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
        "what is common, and never together": find(tag="bug", reason="nothing_fits", score="4"),
        "a queue that has nothing of a segment": find(queue="billing", segment="expert"),
        "a word of every conversation": find(q="card"),
        "the beginning of many words": find(q="car"),
        "two words": find(q="card transfer"),
        "a word and filters": find(q="card", state="closed", queue="disputes", score="5"),
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


def _time(name: str, look: Callable[[], object], server: Database | None) -> None:
    took, own = [], []
    for _ in range(LOOKS):
        began, worked = time.perf_counter(), time.process_time()
        look()
        took.append((time.perf_counter() - began) * 1000)
        own.append((time.process_time() - worked) * 1000)
    told = f"{_in_words(took)} ms by the clock, {_in_words(own)} ms of the processor"
    if server is not None:
        statements = asked_by(look)
        there = [spent_on(statements, server) for _ in range(LOOKS)]
        told += f", {_in_words(there)} ms in the server"
    print(f"{name}: {told}", flush=True)


def _in_words(took: list[float]) -> str:
    worst = statistics.quantiles(took, n=20)[-1]
    return f"{statistics.median(took):.0f}, {worst:.0f}"


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
