"""A customer whose words stand in every column of the record that can hold some."""

from __future__ import annotations

import itertools
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, Table, insert

from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.personal_data import PLACES
from store.schema import EnumText, Utc, job_progress

# What is the company's own, not the customer's: which of our names, queues, articles and people.
OURS = frozenset(
    {"agent", "agent_name", "actor", "actor_name", "queue", "segment", "language", "channel"}
    | {"by_name", "marked_by", "marked_by_name", "staff", "staff_name", "decided_by_name"}
    | {"article", "connection", "topic", "looked_by", "owner", "owner_name", "done_by", "by"}
    | {"left_by", "left_by_name", "answered_by_name"}
    | {"contact_reason", "preferred_agent", "sensitive", "reason_code", "taken_as", "taken_by"}
    | {
        "rival",
        "spared",
        "next_taken",
        "handoff",
        "before",
        "now",
        "after",
        "after_segment",
        "about",
    }
    | {"offered", "what", "who", "tag", "name_of", "asked_by", "page_id", "source", "scope"}
)
# Ids that are made at random, by us or by a vendor for one message: they tell nobody.
IDS = frozenset({"message", "cause", "event", "external", "code", "key"})
JOBS = (
    *("question_log", "gaps", "suggested_examples", "next_questions", "posting"),
    *("insights_said", "insights_handoffs", "insights_reasked", "insights_linked"),
)
_REASONS_ARE_CODES = ("question_log", "insight_contacts")
_numbers = itertools.count(1000)


class Planted:
    """One customer in every table, known by their own words `<mark>1`, `<mark>2` …"""

    def __init__(self, database: Database, mark: str) -> None:
        self.mark, self.conversation = mark, f"{mark}conversation"
        self.identity = next(_numbers)
        self._words, self.at = itertools.count(1), now()
        with database.writing() as connection:
            for job in JOBS:  # what others make of it does not change beside the test
                insert_once(connection, job_progress, {"job": job, "seq": 100_000})
            for place in PLACES:
                connection.execute(insert(place.table).values(**self._row(place.table)))

    @property
    def words(self) -> list[str]:
        """All that was planted, but for the number at the end."""
        return [f"{self.mark}word"]

    def _row(self, table: Table) -> dict[str, Any]:
        return {column.key: self._value(table, column) for column in table.c} | self._ties(table)

    def _ties(self, table: Table) -> dict[str, Any]:
        """What makes a row theirs."""
        ties: dict[str, dict[str, Any]] = {
            "conversations": {
                "id": self.conversation,
                "customer": f"{self.mark}customer",
                "profile": self._profile(),
            },
            "identities": {
                "id": self.identity,
                "connection": "shop",
                "external": f"{self.mark}address",
                "assurance": 2,
                "person": f"{self.mark}person",
            },
            "customer_facts": {"whose": f"customer {self.mark}customer"},
            "arrivals": {"connection": "shop", "sender": f"{self.mark}address"},
            "outgoing": {
                "connection": "shop",
                "recipient": f"{self.mark}address",
                "cause": f"{self.conversation}:1:0",
            },
            "mails": {"connection": "shop", "sender": f"{self.mark}address"},
            "audit": {"subject": self.conversation, "what": "planted"},
            "handoffs": {"state": "resolved"},
            "attachments": {"state": "ready"},
            "content_gaps": {"id": self.identity},
            "gap_words": {"source": "mark", "source_id": self.identity},
            "suggested_examples": {"words": f"{self.mark}word sighted"},
            "example_sightings": {"words": f"{self.mark}word sighted"},
            "conversation_origins": {"network": self.mark[:16]},
            "empty_searches": {"network": self.mark[:16]},
        }
        known = ties.get(table.name, {})
        if table.name == "suggested_examples":
            known |= {"id": self.identity, "state": "accepted"}
        if table.name == "example_sightings":
            known |= {"suggestion": self.identity}
        shared: dict[str, Any] = {"identity": self.identity, "conversation": self.conversation}
        shared = {name: value for name, value in shared.items() if name in table.c}
        return {**shared, **known}

    def _profile(self) -> dict[str, Any]:
        told = {"customer": f"{self.mark}customer", "name": self._word(), "segment": ""}
        return {**told, "facts": [["plan", self._word()]]}

    def _value(self, table: Table, column: Column[Any]) -> Any:
        kind = column.type
        if isinstance(kind, EnumText):
            return next(iter(kind.members.__members__.values()))
        if isinstance(kind, Utc):
            return self.at
        if isinstance(kind, JSON):
            return {"said": self._word()}
        for type_, value in ((Boolean, False), (Date, self.at.date()), (Float, 1.0)):
            if isinstance(kind, type_):
                return value
        if isinstance(kind, Integer):
            return next(_numbers)
        is_code = column.key == "reason" and table.name in _REASONS_ARE_CODES
        if column.key in OURS or is_code:
            return "ours"
        if column.key in IDS:
            return f"id-{next(_numbers)}"
        return self._word()

    def _word(self) -> str:
        return f"{self.mark}word {next(self._words)}"
