"""Which articles were asked for, one after another: read off the transcripts, and learned from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import chain
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from core.conversations import is_made_up
from core.next_questions import (
    Asked,
    Lesson,
    Step,
    Visit,
    followed,
    lesson_of,
    offered_earlier,
    read_visits,
    still_open,
)
from store.clock import now
from store.conversations import Conversation, Conversations, Transcripts
from store.database import Database
from store.next_questions.counts import begin_to_learn, count
from store.next_questions.remaking import JOB
from store.next_questions.threads import OURS, KeptQuestion, Threads
from store.progress import fresh_for, note_progress
from store.schema import next_offers, next_visits

_AT_A_TIME = 2000  # utterances
_TAKE_UP = (
    update(next_offers)
    .where(next_offers.c.visit == bindparam("of"), next_offers.c.offered == bindparam("what"))
    .values(outcome=bindparam("how"), taken_by=bindparam("by"))
)


class Visits:
    """The record's way into what is learned of next questions."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._transcripts, self._conversations = Transcripts(database), Conversations(database)

    def catch_up(self, segment_of: Callable[[str], str]) -> bool:
        """Learn from what was said since the last time; tells whether there may be more.

        Does a part at a time. Doing it again, or in two processes at once, changes nothing.

        segment_of: the name of the segment of a customer whose profile says this
        """
        fresh = fresh_for(self._database, JOB, most=_AT_A_TIME)
        if not fresh.conversations:
            return False
        own = [each for each in fresh.conversations if not is_made_up(each)]
        told = {each: read_visits(self._transcripts.read(each)) for each in own}
        waiting = [last for each in told.values() if (last := still_open(each, now()))]
        whose = self._conversations.several(fresh.conversations)
        visits = [each for each in chain(*told.values()) if each not in waiting]
        with self._database.writing() as connection:
            begin_to_learn(connection)
            upto = min([fresh.upto, *(each.seq - 1 for each in waiting)])
            if not note_progress(connection, JOB, fresh.after, upto):
                return True
            known = _known(connection, fresh.conversations)
            _note_refusals(connection, visits, known)
            fresh_ones = sorted((v for v in visits if v.seq not in known), key=_in_time)
            people = {
                name: _Person.of(name, whose.get(name), segment_of) for name in fresh.conversations
            }
            threads = Threads({name: person.digest for name, person in people.items()})
            if fresh_ones:
                threads.load(connection, fresh_ones[0].at)
            _write(connection, [_change(v, people[v.conversation], threads) for v in fresh_ones])
        return not waiting


@dataclass(frozen=True)
class _Person:
    """Who asks in a conversation."""

    digest: str
    segment: str

    @staticmethod
    def of(
        name: str, conversation: Conversation | None, segment_of: Callable[[str], str]
    ) -> _Person:
        profile = conversation.profile if conversation else None
        digest = person_digest(profile.customer if profile else "", name)
        return _Person(digest, segment_of(profile.segment if profile else ""))


def person_digest(customer: str, conversation: str) -> str:
    """Return what a customer is known by here, or a conversation of nobody known."""
    who = f"customer {customer}" if customer else f"conversation {conversation}"
    return sha256(who.encode()).hexdigest()


def _in_time(visit: Visit) -> tuple[datetime, int]:
    return visit.at, visit.seq


def _known(connection: Connection, conversations: Sequence[str]) -> dict[int, bool]:
    """Return what is kept of these conversations: by its seq, whether it was refused."""
    query = select(next_visits.c.seq, next_visits.c.refused).where(
        next_visits.c.source == OURS, next_visits.c.conversation.in_(conversations)
    )
    return {row.seq: row.refused for row in connection.execute(query)}


def _note_refusals(
    connection: Connection, visits: Iterable[Visit], known: Mapping[int, bool]
) -> None:
    refused = [each.seq for each in visits if each.refused and known.get(each.seq) is False]
    if refused:
        theirs = (next_visits.c.source == OURS) & next_visits.c.seq.in_(refused)
        connection.execute(update(next_visits).where(theirs).values(refused=True))


@dataclass(frozen=True)
class _Change:
    """What a visit adds to the record, and which earlier offers it took up, and how."""

    lesson: Lesson
    visit: dict[str, Any]
    offers: list[dict[str, Any]]
    taken: list[dict[str, Any]]


def _change(visit: Visit, person: _Person, threads: Threads) -> _Change:
    thread = threads.before(person.digest, visit.at)
    asked = Asked(
        person.segment, visit.article, visit.at, visit.offered, visit.by_button, visit.told
    )
    lesson = lesson_of(asked, thread)
    before = followed(asked, thread) if lesson.how is not Step.UNASKED else None
    how = Step.PRESSED if visit.by_button else Step.ANYWAY
    taken = [*_taken([before] if before else [], visit, how)]
    taken += _taken(offered_earlier(asked, thread), visit, Step.ANYWAY)
    threads.add(person.digest, visit, person.segment)
    return _Change(lesson, _visit_row(visit, person, lesson), _offer_rows(visit, person), taken)


def _taken(earlier: Sequence[Asked], visit: Visit, how: Step) -> Iterable[dict[str, Any]]:
    for each in earlier:
        if isinstance(each, KeptQuestion) and each.source == OURS:
            yield {"of": each.seq, "what": visit.article, "how": how, "by": visit.seq}


def _visit_row(visit: Visit, person: _Person, lesson: Lesson) -> dict[str, Any]:
    return {
        "source": OURS,
        "seq": visit.seq,
        "conversation": visit.conversation,
        "person": person.digest,
        "segment": person.segment,
        "article": visit.article,
        "at": visit.at,
        "refused": visit.refused,
        "after": lesson.after.place[1] if lesson.after else "",
        "after_segment": lesson.after.place[0] if lesson.after else "",
        "how": lesson.how,
    }


def _offer_rows(visit: Visit, person: _Person) -> list[dict[str, Any]]:
    return [
        {
            "visit": visit.seq,
            "offered": offered,
            "place": place,
            "segment": person.segment,
            "article": visit.article,
            "at": visit.at,
            "outcome": Step.SHOWN,
            "taken_by": 0,
            "told": offered == visit.told,
        }
        for place, offered in enumerate(visit.offered, start=1)
    ]


def _write(connection: Connection, changes: Sequence[_Change]) -> None:
    if not changes:
        return
    connection.execute(insert(next_visits), [each.visit for each in changes])
    if offers := [row for each in changes for row in each.offers]:
        connection.execute(insert(next_offers), offers)
    if taken := [row for each in changes for row in each.taken]:
        connection.execute(_TAKE_UP, taken)
    count(connection, [each.lesson for each in changes])
