"""What conversations teach, taken in as they are recorded, and put together by what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, or_, select, update

from core.conversations import is_made_up
from core.suggested_examples import SuggestionState, Taught, taught_by
from store.clock import now
from store.conversations import Transcripts
from store.database import Database
from store.inserts import insert_new, insert_once
from store.progress import fresh_for, note_progress
from store.schema import (
    channel_conversations,
    conversation_origins,
    conversations,
    example_sightings,
    identities,
    suggested_examples,
)

_JOB = "suggested_examples"
_COMPARED_FOR = timedelta(days=180)  # since a question was last seen
MAX_COMPARED = 2_000  # wordings that new ones are compared with, the newest


@dataclass(frozen=True)
class Waiting:
    """Words of which nobody knows yet whether they were suggested before."""

    id: int
    words: str


class ExampleCollector:
    """The way from the record's conversations to suggested examples; a background job's."""

    def __init__(self, database: Database) -> None:
        self._database, self._transcripts = database, Transcripts(database)

    def collect(self) -> int:
        """Take in what was said since the last time; returns how many conversations were read.

        Does a part at a time, 0 says that nothing is left. A conversation that went on is read
        anew, so that doing it again, or in two processes at once, changes nothing.
        """
        fresh = fresh_for(self._database, _JOB)
        if not fresh.conversations:
            return 0
        own = [name for name in fresh.conversations if not is_made_up(name)]
        taught = {name: taught_by(self._transcripts.read(name)) for name in own}
        with self._database.writing() as connection:
            if note_progress(connection, _JOB, fresh.after, fresh.upto):
                who = _who(connection, [name for name, found in taught.items() if found])
                for name, found in taught.items():
                    _keep(connection, name, found, who.get(name, []))
        return len(fresh.conversations)

    def waiting(self, most: int = 200) -> list[Waiting]:
        """Return words that belong to no suggestion yet, the oldest first."""
        query = select(example_sightings.c.id, example_sightings.c.words)
        query = query.where(example_sightings.c.suggestion.is_(None))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(example_sightings.c.id).limit(most)).all()
        return [Waiting(row.id, row.words) for row in rows]

    def meanings(self) -> dict[int, str]:
        """Return the first wording of each question that was seen lately, by its meaning."""
        seen = select(example_sightings.c.suggestion).where(
            example_sightings.c.at >= now() - _COMPARED_FOR
        )
        query = (
            select(suggested_examples.c.meaning, suggested_examples.c.words)
            .where(
                suggested_examples.c.id == suggested_examples.c.meaning,
                or_(
                    suggested_examples.c.id.in_(seen),
                    suggested_examples.c.state == SuggestionState.OPEN,
                ),
            )
            .order_by(suggested_examples.c.id.desc())
            .limit(MAX_COMPARED)
        )
        with self._database.reading() as connection:
            return {row.meaning: row.words for row in connection.execute(query)}

    def assign(self, meanings: Mapping[int, int | str]) -> None:
        """Put sightings under what they mean.

        meanings: by the sighting's id a meaning that is known, or a name that new ones share
        """
        made: dict[str, int] = {}
        with self._database.writing() as connection:
            for sighting, meaning in meanings.items():
                query = select(example_sightings).where(example_sightings.c.id == sighting)
                row = connection.execute(query.with_for_update()).one_or_none()
                if row is None or row.suggestion is not None:
                    continue
                known = made.get(meaning) if isinstance(meaning, str) else meaning
                suggestion = _suggestion(connection, known, row)
                if isinstance(meaning, str):
                    made.setdefault(meaning, suggestion)
                connection.execute(
                    update(example_sightings)
                    .where(example_sightings.c.id == sighting)
                    .values(suggestion=suggestion)
                )


def _suggestion(connection: Connection, meaning: int | None, row: Any) -> int:
    """Return the suggestion of this meaning for the row's article; makes it if there is none."""
    same = select(suggested_examples.c.id).where(
        suggested_examples.c.meaning == meaning, suggested_examples.c.article == row.article
    )
    known = connection.execute(same).scalar_one_or_none() if meaning else None
    if known is not None:
        return int(known)
    values = {
        "meaning": meaning or 0,
        "article": row.article,
        "words": row.words,
        "state": SuggestionState.OPEN,
        **{"checked": -1, "sure": 0.0, "rival": "", "rival_sure": 0.0},
        **{"known": False, "taken": False, "decided_by_name": ""},
        **{"taken_as": "", "taken_by": ""},
    }
    made = insert_new(connection, suggested_examples, values)
    if not meaning:
        own = suggested_examples.c.id == made
        connection.execute(update(suggested_examples).where(own).values(meaning=made))
    return made


def _keep(
    connection: Connection, conversation: str, found: Sequence[Taught], who: Iterable[str]
) -> None:
    """Make what is kept of a conversation what it teaches by now."""
    theirs = example_sightings.c.conversation == conversation
    known = {
        (row.seq, row.article): row
        for row in connection.execute(select(example_sightings).where(theirs))
    }
    for taught in found:
        row = known.pop((taught.seq, taught.article), None)
        values: dict[str, Any] = {"signal": taught.signal, "who": sorted(who)}
        if row is None:
            key = {"seq": taught.seq, "article": taught.article, "conversation": conversation}
            more = {"words": taught.words, "at": taught.at}
            insert_once(connection, example_sightings, key | values | more)
        elif row.signal is not taught.signal or row.who != values["who"]:
            own = example_sightings.c.id == row.id
            connection.execute(update(example_sightings).where(own).values(**values))
    gone = [row.id for row in known.values()]
    if gone:
        connection.execute(delete(example_sightings).where(example_sightings.c.id.in_(gone)))


def _who(connection: Connection, names: Sequence[str]) -> dict[str, list[str]]:
    """Return what each conversation's customer is known by: digests, and nobody's name."""
    same = conversations.c.id
    query = (
        select(
            conversations.c.id,
            conversations.c.customer,
            conversation_origins.c.browser,
            conversation_origins.c.network,
            identities.c.person,
        )
        .outerjoin(conversation_origins, conversation_origins.c.conversation == same)
        .outerjoin(channel_conversations, channel_conversations.c.conversation == same)
        .outerjoin(identities, identities.c.id == channel_conversations.c.identity)
        .where(same.in_(names))
    )
    found = {name: [f"conversation {name}"] for name in names}
    for row in connection.execute(query):
        told = {
            "customer": sha256(row.customer.encode()).hexdigest() if row.customer else "",
            "browser": row.browser,
            "address": row.network,
            "person": row.person,
        }
        found[row.id] += [f"{what} {value}" for what, value in told.items() if value]
    return found
