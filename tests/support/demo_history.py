"""The demo history for tests: a few days, rolled up, and counted anew from the transcripts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from typing import Any

from sqlalchemy import text

from commands.demo import Company, write_history
from commands.files.folder_articles import FolderArticles
from core.articles import Article
from store.content_gaps import QuestionLog
from store.database import Database
from store.insights import InsightRollUp
from tests.support.action_server import environment

SEGMENTS = (("newcomer", "support"), ("expert", "support"), ("business", "business"))


@cache
def shipped_articles() -> tuple[Article, ...]:
    return tuple(FolderArticles(environment().articles).live()[1])


def write_days(database: Database, days: int, until: datetime | None = None) -> int:
    company = Company(shipped_articles(), SEGMENTS, "messenger")
    return write_history(database, company, days, until)


def roll_up(database: Database) -> None:
    """Do what the background job does, to its end."""
    log, rolling = QuestionLog(database), InsightRollUp(database)
    while log.catch_up():
        pass
    while rolling.catch_up("newcomer"):
        pass


@dataclass
class Counted:
    """A contact, counted by hand: plain loops over what was said and done."""

    day: date
    started_at: datetime
    customer: str
    segment: str
    article: str = ""
    queue: str = ""
    reason: str = ""
    minutes: float = 0.0
    messages: int = 0
    repeats: int = 0
    failed_answers: int = 0
    transfers: int = 0
    channel_switches: int = 0
    waiting: float = 0.0
    re_asked: int = 0
    asked: int = 0
    score: int | None = None
    contained: int = 1
    verified: int = 0
    disliked: int = 0
    costs: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))


def count_by_hand(database: Database) -> dict[str, Counted]:
    """Return every contact by its conversation; nothing of what counts in the product is used."""
    contacts = {}
    with database.reading() as connection:

        def rows(sql: str) -> list[Any]:
            return list(connection.execute(text(sql)).mappings())

        for row in rows("SELECT * FROM conversations"):
            at = _moment(row["started_at"])
            contacts[row["id"]] = Counted(at.date(), at, row["customer"], row["segment"])
        said = defaultdict(list)
        for row in rows("SELECT * FROM utterances ORDER BY seq"):
            said[row["conversation"]].append(row)
        asked_again = {row["message"] for row in rows("SELECT message FROM reasked")}
        events = defaultdict(list)
        for row in rows("SELECT * FROM handoff_events ORDER BY id"):
            events[row["conversation"]].append(row)
        for row in rows("SELECT * FROM handoffs"):
            own = contacts[row["conversation"]]
            own.queue, own.reason, own.contained = row["queue"], row["reason"], 0
        for name, own in contacts.items():
            _hear(own, said[name], asked_again)
            _wait(own, events[name])
        for row in rows("SELECT * FROM surveys"):
            own = contacts[row["conversation"]]
            own.asked, own.score = 1, row["score"]
    for own in contacts.values():
        own.verified = own.verified and own.contained
    return contacts


def _hear(own: Counted, said: list[Any], asked_again: set[str]) -> None:
    """Walk through a transcript by turns: the customer's word and all until their next."""
    failed_before, before = False, None
    for number, turn in enumerate(turns := _turns(said)):
        customer, *others = turn
        choice = _json(customer["content"]).get("choice", "")
        decisions = [_json(each["content"]).get("evidence", {}) for each in others]
        failed = choice == "helped:no" or any(e.get("decision") == "ask_again" for e in decisions)
        own.messages += not choice.startswith("effort")
        own.failed_answers += failed
        own.repeats += not choice and failed_before
        own.disliked |= choice == "helped:no"
        own.verified |= choice == "helped:yes"
        if before and before[0]["channel"] != customer["channel"]:
            own.channel_switches += 1
            own.costs["switch", customer["channel"]] += _minutes(before[0], customer)
        for each in others:
            card = _json(each["content"])
            if card.get("kind") == "answer":
                own.article = card["article"]["slug"]
            if each["message"] in asked_again:
                own.re_asked += 1
                own.costs["re_asked", own.queue] += _minutes(each, turns[number + 1][0])
        if choice == "helped:no":
            asked = next(n for n in range(number - 1, -1, -1) if _is_typed(turns[n][0]))
            own.costs["wrong_answer", own.article] += _minutes(turns[asked][0], turns[asked + 1][0])
        failed_before, before = failed, turn
    for earlier, later in pairwise(said):
        content = _json(later["content"])
        about_effort = content.get("choice", "").startswith("effort") or "scale" in content
        passed = _minutes(earlier, later)
        own.minutes += passed if passed <= 30 and not about_effort else 0


def _turns(said: list[Any]) -> list[list[Any]]:
    found: list[list[Any]] = []
    for each in said:
        if each["author"] == "customer":
            found.append([])
        found[-1].append(each)
    return found


def _is_typed(each: Any) -> bool:
    return not _json(each["content"]).get("choice")


def _minutes(earlier: Any, later: Any) -> float:
    return (_moment(later["at"]) - _moment(earlier["at"])).total_seconds() / 60


def _wait(own: Counted, events: list[Any]) -> None:
    for this, following in pairwise(events):
        own.transfers += this["move"] == "transfer"
        if this["state"] == "waiting":
            passed = _minutes(this, following)
            own.waiting += passed
            kind = "transfer" if this["move"] == "transfer" else "waiting"
            own.costs[kind, this["queue"]] += passed


@dataclass
class CountedCall:
    """A call for a person, counted by hand, in minutes."""

    queue: str
    wait: float
    first_answer: float
    handling: float


def count_calls_by_hand(database: Database) -> Iterator[CountedCall]:
    """Yield every handoff of the demo history; each has one agent's answer at least, and ended."""
    with database.reading() as connection:

        def rows(sql: str, conversation: str) -> list[Any]:
            return list(connection.execute(text(sql), {"of": conversation}).mappings())

        for handoff in connection.execute(text("SELECT * FROM handoffs")).mappings().all():
            of = handoff["conversation"]
            events = rows("SELECT * FROM handoff_events WHERE conversation = :of ORDER BY id", of)
            spent: dict[str, float] = defaultdict(float)
            for this, following in pairwise(events):
                spent[this["state"]] += _minutes(this, following)
            said = rows("SELECT * FROM utterances WHERE conversation = :of ORDER BY seq", of)
            answer = next(each for each in said if each["author"] == "agent")
            first = _minutes({"at": handoff["opened_at"]}, answer)
            yield CountedCall(handoff["queue"], spent["waiting"], first, spent["claimed"])


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
