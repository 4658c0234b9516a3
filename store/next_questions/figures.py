"""How often which question followed which lately, what came of offers, and who asked so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from core.content_gaps import WORDLESS
from core.conversations import mask
from core.next_questions import Step
from store.database import Database
from store.next_questions.agent_offers import by_agents
from store.next_questions.threads import OURS
from store.schema import next_offers, next_visits, question_log

Pair = tuple[str, str]


@dataclass(frozen=True)
class PairFigures:
    """What happened to a pair in this record since some moment.

    visits: of the first article
    follows: how often the second was asked after it, in whatever way
    typed: how often of these it was asked without having been offered
    shown, pressed, anyway: how often it was offered, taken, and asked later in own words
    told, told_asked: how often it was offered and answered in a sentence as well, and how often
        it was asked for after that; these are no part of the three above
    by_agents, by_agents_asked: the same where an agent told it; no part of any of the others
    """

    visits: int = 0
    follows: int = 0
    typed: int = 0
    shown: int = 0
    pressed: int = 0
    anyway: int = 0
    told: int = 0
    told_asked: int = 0
    by_agents: int = 0
    by_agents_asked: int = 0

    @property
    def unoffered(self) -> int:
        return max(0, self.visits - self.shown - self.told)

    @property
    def unasked(self) -> float:
        """Return how many would have asked for it and did not, for they had been told.

        An estimate: as many of those who were told as of those who were only offered it.
        """
        return self._spared(self.told, self.told_asked)

    @property
    def unasked_of_agents(self) -> float:
        """Return the same of those whom an agent had told."""
        return self._spared(self.by_agents, self.by_agents_asked)

    def _spared(self, told: int, asked: int) -> float:
        usual = (self.pressed + self.anyway) / self.shown if self.shown else 0.0
        return max(0.0, told * usual - asked)


@dataclass(frozen=True)
class Behind:
    """A conversation in which one question followed the other; words without who said them."""

    conversation: str
    at: datetime
    words: str


class NextFigures:
    """Figures of the record; imported histories are no part of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pairs(
        self, wanted: Iterable[Pair], since: datetime, segment: str | None
    ) -> dict[Pair, PairFigures]:
        """Return the figures of these pairs, of a segment or of all for None."""
        with self._database.reading() as connection:
            visits = _visits(connection, since, segment)
            follows = _follows(connection, since, segment)
            offers = _offers(connection, since, segment)
            agents = by_agents(connection, since, segment)
        return {
            pair: PairFigures(
                visits.get(pair[0], 0),
                *follows.get(pair, (0, 0)),
                *offers.get(pair, (0, 0, 0, 0, 0)),
                *agents.get(pair, (0, 0)),
            )
            for pair in wanted
        }

    def to_a_person(self, since: datetime) -> dict[str, float]:
        """Return by article the share of questions about it, in own words, that a person got."""
        called = func.sum(case((question_log.c.handoff != "", 1), else_=0))
        query = (
            select(question_log.c.article, func.count(), called)
            .where(
                question_log.c.at >= since,
                question_log.c.article != "",
                question_log.c.reason.not_in(WORDLESS),
            )
            .group_by(question_log.c.article)
        )
        with self._database.reading() as connection:
            return {article: gone / all_ for article, all_, gone in connection.execute(query)}

    def behind(
        self, pair: Pair, since: datetime, segment: str | None, most: int = 20
    ) -> list[Behind]:
        """Return the latest conversations in which the second question came, after the first."""
        query = (
            select(next_visits.c.conversation, next_visits.c.at)
            .where(
                next_visits.c.source == OURS,
                next_visits.c.after == pair[0],
                next_visits.c.article == pair[1],
                next_visits.c.at >= since,
            )
            .order_by(next_visits.c.at.desc())
            .limit(most)
        )
        if segment is not None:
            query = query.where(next_visits.c.segment == segment)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            asked = select(question_log).where(
                question_log.c.conversation.in_([row.conversation for row in rows]),
                question_log.c.article == pair[1],
            )
            words = {row.conversation: row.question for row in connection.execute(asked)}
        return [
            Behind(row.conversation, row.at, mask(words.get(row.conversation, ""))) for row in rows
        ]


def _visits(connection: Connection, since: datetime, segment: str | None) -> dict[str, int]:
    query = select(next_visits.c.article, func.count()).where(
        next_visits.c.source == OURS, next_visits.c.at >= since
    )
    if segment is not None:
        query = query.where(next_visits.c.segment == segment)
    rows = connection.execute(query.group_by(next_visits.c.article))
    return {article: times for article, times in rows}


def _follows(
    connection: Connection, since: datetime, segment: str | None
) -> dict[Pair, tuple[int, int]]:
    unasked = func.sum(case((next_visits.c.how == Step.UNASKED, 1), else_=0))
    columns = (next_visits.c.after, next_visits.c.article)
    query = select(*columns, func.count(), unasked).where(
        next_visits.c.source == OURS, next_visits.c.at >= since, next_visits.c.after != ""
    )
    if segment is not None:
        query = query.where(next_visits.c.after_segment == segment)
    rows = connection.execute(query.group_by(*columns))
    return {(before, after): (all_, typed) for before, after, all_, typed in rows}


def _offers(
    connection: Connection, since: datetime, segment: str | None
) -> dict[Pair, tuple[int, int, int, int, int]]:
    def times(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((and_(*conditions), 1), else_=0))

    columns, how = (next_offers.c.article, next_offers.c.offered), next_offers.c.outcome
    told, only_offered = next_offers.c.told.is_(True), next_offers.c.told.is_(False)
    query = select(
        *columns,
        times(only_offered),
        times(only_offered, how == Step.PRESSED),
        times(only_offered, how == Step.ANYWAY),
        times(told),
        times(told, how != Step.SHOWN),
    ).where(next_offers.c.at >= since)
    if segment is not None:
        query = query.where(next_offers.c.segment == segment)
    rows = connection.execute(query.group_by(*columns))
    return {(article, offered): (a, b, c, d, e) for article, offered, a, b, c, d, e in rows}
