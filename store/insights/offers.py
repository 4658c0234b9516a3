"""What came of next questions that were offered, summed by days: so that a page can read a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
)

from core.insights import Scope
from core.next_questions import Step
from store.database import Database
from store.insights.marks import mark_sums
from store.next_questions.remaking import JOB as LEARNED
from store.progress import begin_anew, note_progress, progress_of
from store.schema import insight_contacts, insight_offer_days, next_offers, next_visits

_JOB = "insights_offered"
_AT_ONCE = 20_000  # utterances: others write in between
_COUNTS = ("shown", "pressed", "anyway")


@dataclass(frozen=True)
class Offered:
    """shown: how often next questions were offered; pressed, anyway: taken, asked in own words"""

    shown: int = 0
    pressed: int = 0
    anyway: int = 0

    def __add__(self, other: Offered) -> Offered:
        return Offered(
            self.shown + other.shown, self.pressed + other.pressed, self.anyway + other.anyway
        )


def roll_up_offers(database: Database) -> bool:
    """Count anew the days whose offers have changed, a part at a time; tells whether it did any.

    Doing it again changes nothing.

    Only what every visit is known of is looked at: see `store.next_questions`.
    """
    with database.writing() as connection:
        after = progress_of(connection, _JOB)
        upto = min(progress_of(connection, LEARNED), after + _AT_ONCE)
        if upto <= after or not note_progress(connection, _JOB, after, upto):
            return False
        offer = next_offers.c
        new = and_(offer.visit > after, offer.visit <= upto)
        taken = and_(offer.taken_by > after, offer.taken_by <= upto)
        day = func.date(offer.at, type_=Date)
        days: set[date] = set(
            connection.execute(select(day).where(or_(new, taken)).distinct()).scalars()
        )
        for each in days:
            _count(connection, each)
        mark_sums(connection, _days_of_contacts(connection, or_(new, taken)))
    return True


def _days_of_contacts(connection: Connection, changed: ColumnElement[bool]) -> set[date]:
    """Return the days of the contacts in which something was offered, or came of it."""
    contact, visit = insight_contacts.c, next_visits.c
    made_on = select(next_offers.c.visit).where(changed)
    query = select(contact.day).join(next_visits, visit.conversation == contact.conversation)
    query = query.where(visit.source == 0, visit.seq.in_(made_on))
    return set(connection.execute(query.distinct()).scalars())


def count_offers_anew(connection: Connection) -> None:
    """Have all days counted again from the offers, and none kept that has no more."""
    begin_anew(connection, _JOB)
    connection.execute(delete(insight_offer_days))


def _count(connection: Connection, day: date) -> None:
    offer, days = next_offers.c, insight_offer_days
    begin = datetime.combine(day, time(), timezone.utc)
    keys = (offer.article, offer.offered, offer.segment)
    counts = (
        func.count(),
        func.sum(case((offer.outcome == Step.PRESSED, 1), else_=0)),
        func.sum(case((offer.outcome == Step.ANYWAY, 1), else_=0)),
    )
    query = (
        select(literal(day, Date), *keys, *counts)
        .where(
            offer.at >= begin,
            offer.at < begin + timedelta(days=1),
            offer.told.is_(False),  # who was told the answer need not press anything
        )
        .group_by(*keys)
    )
    connection.execute(delete(days).where(days.c.day == day))
    names = ("day", "article", "offered", "segment", *_COUNTS)
    connection.execute(insert(days).from_select(names, query))


def offers_by_day(database: Database, scope: Scope) -> dict[date, Offered]:
    """Return what came of the offers of each day that had any; of the scope a segment, an article.

    article: the one that they stood under
    """
    found = _read(database, scope, [insight_offer_days.c.day])
    return {key[0]: offered for key, offered in sorted(found.items())}


def offers_by_pair(database: Database, scope: Scope) -> dict[tuple[str, str], Offered]:
    """Return the same by article and the one offered under it, the most frequent first."""
    days = insight_offer_days.c
    found = _read(database, scope, [days.article, days.offered])
    ordered = sorted(found.items(), key=lambda each: (-each[1].shown, each[0]))
    return {(key[0], key[1]): offered for key, offered in ordered}


def _read(database: Database, scope: Scope, keys: Sequence[Any]) -> dict[tuple[Any, ...], Offered]:
    days = insight_offer_days
    conditions = [days.c.day >= scope.since, days.c.day <= scope.until]
    conditions += [
        days.c[name] == getattr(scope, name)
        for name in ("segment", "article")
        if getattr(scope, name)
    ]
    sums = [func.sum(days.c[name]) for name in _COUNTS]
    query = select(*keys, *sums).where(*conditions).group_by(*keys)
    with database.reading() as connection:
        rows = connection.execute(query).all()
    many = len(keys)
    return {tuple(row[:many]): Offered(*map(int, row[many:])) for row in rows}
