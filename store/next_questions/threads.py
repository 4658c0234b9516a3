"""What the same people asked lately, for a part of the record that is learned from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from core.next_questions import MAX_THREAD, WITHIN, Asked, Visit
from store.schema import next_offers, next_visits

OURS = 0  # the source that is this record
_MOST = 20_000  # visits of all these people: who asks more is a machine


@dataclass(frozen=True)
class KeptQuestion(Asked):
    """A question that is kept. source, seq: its key; `OURS` if it was asked in this record."""

    source: int = OURS
    seq: int = 0


class Threads:
    """What was asked before, by whom; nothing that its customer said was not it."""

    def __init__(self, people: Mapping[str, str]) -> None:
        """people: by their conversations, the digests of those whose threads these are"""
        self._people = people
        self._threads: defaultdict[str, list[KeptQuestion]] = defaultdict(list)

    def load(self, connection: Connection, since: datetime) -> None:
        """Read what these people asked from 14 days before this moment on."""
        theirs = or_(
            next_visits.c.person.in_(set(self._people.values())),
            next_visits.c.conversation.in_(list(self._people)),
        )
        query = (
            select(next_visits)
            .where(theirs, next_visits.c.at >= since - WITHIN, next_visits.c.refused.is_(False))
            .order_by(next_visits.c.at.desc(), next_visits.c.seq.desc())
            .limit(_MOST)
        )
        rows = connection.execute(query).all()[::-1]
        offered = _offered(connection, [row.seq for row in rows if row.source == OURS])
        for row in rows:
            person = self._people.get(row.conversation, row.person)
            self._threads[person].append(_kept(row, offered))

    def before(self, person: str, at: datetime) -> Sequence[KeptQuestion]:
        """Return what somebody asked up to then, the latest last."""
        lately = self._threads[person][-MAX_THREAD:]
        return [each for each in lately if each.at <= at]

    def add(self, person: str, visit: Visit, segment: str) -> None:
        """Take in what somebody asked now."""
        if visit.refused:
            return
        question = KeptQuestion(
            segment,
            visit.article,
            visit.at,
            visit.offered,
            visit.by_button,
            visit.told,
            source=OURS,
            seq=visit.seq,
        )
        self._threads[person].append(question)


def _offered(connection: Connection, visits: Collection[int]) -> dict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for some in _parts(list(visits)):
        query = select(next_offers.c.visit, next_offers.c.offered, next_offers.c.told)
        query = query.where(next_offers.c.visit.in_(some)).order_by(next_offers.c.place)
        for row in connection.execute(query):
            found[row.visit].append(row)
    return found


def _parts(visits: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(visits), 1000):
        yield visits[start : start + 1000]


def _kept(row: Any, offered: Mapping[int, Sequence[Any]]) -> KeptQuestion:
    under = offered.get(row.seq, ()) if row.source == OURS else ()
    return KeptQuestion(
        row.segment,
        row.article,
        row.at,
        offered=tuple(each.offered for each in under),
        told=next((each.offered for each in under if each.told), ""),
        source=row.source,
        seq=row.seq,
    )
