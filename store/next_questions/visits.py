"""Which articles were asked for, one after another: read off the transcripts, and learned from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import chain
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from core.next_questions import (
    MAX_THREAD,
    WITHIN,
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
from store.progress import fresh_for, note_progress
from store.schema import next_offers, next_visits

JOB = "next_questions"
OURS = 0  # the source that is this record


@dataclass(frozen=True)
class _Kept(Asked):
    """A question that is kept already."""

    source: int = OURS
    seq: int = 0


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
        fresh = fresh_for(self._database, JOB)
        if not fresh.conversations:
            return False
        told = {each: read_visits(self._transcripts.read(each)) for each in fresh.conversations}
        waiting = [last for each in told.values() if (last := still_open(each, now()))]
        whose = self._conversations.several(fresh.conversations)
        visits = [each for each in chain(*told.values()) if each not in waiting]
        with self._database.writing() as connection:
            begin_to_learn(connection)
            note_progress(connection, JOB, min([fresh.upto, *(each.seq - 1 for each in waiting)]))
            known = _known(connection, fresh.conversations)
            _note_refusals(connection, visits, known)
            fresh_ones = sorted((v for v in visits if v.seq not in known), key=_in_time)
            people = {
                name: _Person.of(name, whose.get(name), segment_of) for name in fresh.conversations
            }
            lessons = [_take_in(connection, each, people[each.conversation]) for each in fresh_ones]
            count(connection, lessons)
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


def _take_in(connection: Connection, visit: Visit, person: _Person) -> Lesson:
    """Keep a visit with its offers, and note what it tells of earlier ones."""
    thread = _thread(connection, visit, person)
    asked = Asked(person.segment, visit.article, visit.at, visit.offered, visit.by_button)
    lesson = lesson_of(asked, thread)
    values = {
        "source": OURS,
        "seq": visit.seq,
        "conversation": visit.conversation,
        "person": person.digest,
        "segment": person.segment,
        "article": visit.article,
        "at": visit.at,
        "refused": visit.refused,
        "after": lesson.after[1] if lesson.after else "",
        "after_segment": lesson.after[0] if lesson.after else "",
        "how": lesson.how,
    }
    connection.execute(insert(next_visits).values(**values))
    _keep_offers(connection, visit, person)
    if lesson.how is not Step.UNASKED and (before := followed(asked, thread)):
        _settle(connection, [before], visit, lesson.how)
    _settle(connection, offered_earlier(asked, thread), visit, Step.ANYWAY)
    return lesson


def _keep_offers(connection: Connection, visit: Visit, person: _Person) -> None:
    rows = [
        {
            "visit": visit.seq,
            "offered": offered,
            "place": place,
            "segment": person.segment,
            "article": visit.article,
            "at": visit.at,
            "outcome": Step.SHOWN,
            "taken_by": 0,
        }
        for place, offered in enumerate(visit.offered, start=1)
    ]
    if rows:
        connection.execute(insert(next_offers), rows)


def _settle(connection: Connection, earlier: Sequence[Asked], visit: Visit, how: Step) -> None:
    seqs = [each.seq for each in earlier if isinstance(each, _Kept) and each.source == OURS]
    if seqs:
        offer = next_offers.c.visit.in_(seqs) & (next_offers.c.offered == visit.article)
        connection.execute(update(next_offers).where(offer).values(outcome=how, taken_by=visit.seq))


def _thread(connection: Connection, visit: Visit, person: _Person) -> list[_Kept]:
    """Return what the same person asked lately, the oldest first, but for what was refused."""
    own = or_(
        next_visits.c.person == person.digest,
        next_visits.c.conversation == visit.conversation,
    )
    query = (
        select(next_visits)
        .where(own, next_visits.c.at >= visit.at - WITHIN, next_visits.c.at <= visit.at)
        .where(next_visits.c.refused.is_(False))
        .order_by(next_visits.c.at.desc(), next_visits.c.seq.desc())
        .limit(MAX_THREAD)
    )
    rows = connection.execute(query).all()[::-1]
    seqs = [row.seq for row in rows if row.source == OURS]
    offered: dict[int, list[str]] = {seq: [] for seq in seqs}
    offers = select(next_offers).where(next_offers.c.visit.in_(seqs)).order_by(next_offers.c.place)
    for offer in connection.execute(offers) if seqs else ():
        offered[offer.visit].append(offer.offered)
    return [_kept(row, offered) for row in rows]


def _kept(row: Any, offered: Mapping[int, Sequence[str]]) -> _Kept:
    offers = tuple(offered[row.seq]) if row.source == OURS else ()
    return _Kept(row.segment, row.article, row.at, offers, source=row.source, seq=row.seq)
