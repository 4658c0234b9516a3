"""What is written, and what is missing: gaps by when they came and went, and searches by weeks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from sqlalchemy import ColumnElement, Date, and_, case, func, select

from core.content_gaps import GapState
from core.insights import Scope
from store.database import Database
from store.schema import gap_evidence, gaps, help_searches


@dataclass(frozen=True)
class GapDays:
    """Of each day how many gaps began, were closed by an article, and were dismissed."""

    opened: Counter[date]
    closed: Counter[date]
    dismissed: Counter[date]


@dataclass(frozen=True)
class Wanted:
    """A gap: its number, how often it was met in a time, in how many conversations, its state."""

    gap: int
    times: int
    conversations: int
    state: GapState


def gap_days(database: Database, scope: Scope) -> GapDays:
    """Return when gaps came and went; one that was closed counts when it was decided about."""
    met = gap_evidence.c
    # Of each gap by itself: the index knows the first, and nothing else is read of what was said.
    earliest = select(func.min(met.at)).where(met.gap == gaps.c.id).scalar_subquery()
    first = select(earliest.label("at")).select_from(gaps).subquery()
    began = select(func.date(first.c.at, type_=Date), func.count()).where(
        first.c.at >= _begin(scope), first.c.at < _end(scope)
    )
    day = func.date(gaps.c.decided_at, type_=Date)
    decided = select(gaps.c.state, day, func.count()).where(
        gaps.c.decided_at >= _begin(scope),
        gaps.c.decided_at < _end(scope),
        gaps.c.state != GapState.OPEN,
    )
    found = GapDays(Counter(), Counter(), Counter())
    with database.reading() as connection:
        for at, many in connection.execute(began.group_by(func.date(first.c.at, type_=Date))):
            found.opened[at] += many
        for state, at, many in connection.execute(decided.group_by(gaps.c.state, day)):
            (found.closed if state is GapState.ARTICLE else found.dismissed)[at] += many
    return found


def wanted_most(database: Database, scope: Scope, most: int) -> list[Wanted]:
    """Return the gaps that were met most often in a time."""
    said = gap_evidence.c
    lately = and_(said.at >= _begin(scope), said.at < _end(scope))
    # Of each gap by itself: the index knows how often, and nothing has to be sorted by gap.
    own = select(func.count()).where(said.gap == gaps.c.id, lately).scalar_subquery()
    met = select(gaps.c.id.label("gap"), own.label("times")).subquery()
    often = (  # of all of them only the index is read, of these what was said as well
        select(met)
        .where(met.c.times > 0)
        .order_by(met.c.times.desc(), met.c.gap)
        .limit(most)
        .subquery()
    )
    talk = func.nullif(said.conversation, "")  # what was searched for belongs to none
    talks = select(func.count(talk.distinct())).where(lately, said.gap == often.c.gap)
    query = (
        select(often.c.gap, often.c.times, talks.scalar_subquery(), gaps.c.state)
        .join(gaps, gaps.c.id == often.c.gap)
        .order_by(often.c.times.desc(), often.c.gap)
    )
    with database.reading() as connection:
        return [Wanted(*row) for row in connection.execute(query)]


def searches_by_day(database: Database, scope: Scope) -> dict[date, tuple[int, int]]:
    """Return of each day how often the help centre was searched, and how often in vain."""
    day = help_searches.c
    vain = func.sum(case((day.results == 0, day.times), else_=0))
    query = select(day.day, func.sum(day.times), vain).where(_searched(scope)).group_by(day.day)
    with database.reading() as connection:
        rows = connection.execute(query.order_by(day.day)).all()
    return {at: (int(times), int(nothing)) for at, times, nothing in rows}


def searched_in_vain(database: Database, scope: Scope, most: int) -> list[tuple[str, int, int]]:
    """Return what found nothing most often: the words, how often, and how often at all."""
    day, times = help_searches.c, func.sum(help_searches.c.times)
    query = (
        select(day.words, times)
        .where(_searched(scope), day.results == 0)
        .group_by(day.words)
        .order_by(times.desc(), day.words)
        .limit(most)
    )
    with database.reading() as connection:
        vain = {words: int(many) for words, many in connection.execute(query)}
        whole = select(day.words, times).where(_searched(scope), day.words.in_(vain))
        of_all = {words: many for words, many in connection.execute(whole.group_by(day.words))}
    return [(words, many, int(of_all[words])) for words, many in vain.items()]


def _searched(scope: Scope) -> ColumnElement[bool]:
    """The searches themselves, not what was opened of them."""
    day = help_searches.c
    return and_(day.article == "", day.day >= scope.since, day.day <= scope.until)


def _begin(scope: Scope) -> datetime:
    return datetime.combine(scope.since, time(), timezone.utc)


def _end(scope: Scope) -> datetime:
    return datetime.combine(scope.until, time(), timezone.utc) + timedelta(days=1)
