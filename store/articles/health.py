"""Article figures, aggregated from the question log, surveys and help-page feedback."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, case, func, select

from core.articles import Count, Health
from store.clock import now
from store.database import Database
from store.schema import article_feedback, question_log, surveys

_WEEK = timedelta(weeks=1)


class ArticleHealth:
    """The figures of all articles, or of one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, days: int = 30) -> dict[str, Health]:
        """Return the health of every article that was shown or judged, by its slug.

        Without the effort and the days before: each takes as long as all the rest.
        """
        with self._database.reading() as connection:
            counts = _counts(connection, _Span(now() - timedelta(days=days)))
        return {slug: Health(days, count) for slug, count in counts.items()}

    def of(self, slug: str, days: int = 30) -> Health:
        """Return the health of one article; all zero if it was never shown."""
        return self._read(days, slug).get(slug, Health(days))

    def weekly(self, slug: str, weeks: int = 12) -> tuple[int, ...]:
        """Return how often an article was shown in each of the last weeks, this one last."""
        at = now()
        query = select(question_log.c.at).where(
            question_log.c.article == slug, question_log.c.at > at - weeks * _WEEK
        )
        with self._database.reading() as connection:
            ages = Counter((at - shown) // _WEEK for shown in connection.execute(query).scalars())
        return tuple(ages[age] for age in range(weeks - 1, -1, -1))

    def shown(self, days: int = 30) -> dict[str, int]:
        """Return how often each article was shown or judged by readers: what people come for."""
        with self._database.reading() as connection:
            counts = _counts(connection, _Span(now() - timedelta(days=days)))
        return {
            slug: count.shown + count.read_helped + count.read_not_helped
            for slug, count in counts.items()
        }

    def _read(self, days: int, slug: str) -> dict[str, Health]:
        at, span = now(), timedelta(days=days)
        with self._database.reading() as connection:
            recent = _counts(connection, _Span(at - span, None, slug), with_effort=True)
            before = _counts(connection, _Span(at - 2 * span, at - span, slug), with_effort=True)
        return {
            each: Health(days, recent.get(each, Count()), before.get(each, Count()))
            for each in {*recent, *before}
        }


@dataclass(frozen=True)
class _Span:
    """What is counted: from a moment on, up to another if it is given, of one article or all."""

    since: datetime
    until: datetime | None = None
    slug: str = ""

    def shown(self) -> list[ColumnElement[bool]]:
        log = question_log.c
        article = log.article == self.slug if self.slug else log.article != ""
        # An end, even one to come, is what makes SQLite read these days by their index, not all.
        until = self.until or now() + timedelta(days=1)
        return [article, log.at >= self.since, log.at < until]

    def read(self) -> list[ColumnElement[bool]]:
        said = article_feedback.c
        return [
            said.day >= self.since.date(),
            *([said.day < self.until.date()] if self.until else []),
            *([said.article == self.slug] if self.slug else []),
        ]


def _counts(connection: Connection, span: _Span, with_effort: bool = False) -> dict[str, Count]:
    chat, read = _chat(connection, span), _read(connection, span)
    efforts = _efforts(connection, span) if with_effort else {}
    return {
        slug: Count(**chat.get(slug, {}), **read.get(slug, {}), effort=efforts.get(slug))
        for slug in {*chat, *read}
    }


def _chat(connection: Connection, span: _Span) -> dict[str, dict[str, int]]:
    log = question_log.c
    sums = {
        "shown": func.count(),
        "helped": _times(log.helped.is_(True)),
        "not_helped": _times(log.helped.is_(False)),
        "next_taken": _times(log.next_taken != ""),
        "handed_off": _times(log.handoff != ""),
    }
    labelled = [each.label(name) for name, each in sums.items()]
    query = select(log.article, *labelled).where(*span.shown()).group_by(log.article)
    return {
        row.article: {name: int(getattr(row, name)) for name in sums}
        for row in connection.execute(query)
    }


def _efforts(connection: Connection, span: _Span) -> dict[str, float]:
    """Return the mean score by article; an article shown twice in a conversation counts once."""
    log = question_log.c
    met = select(log.article, log.conversation).where(*span.shown()).distinct().subquery()
    query = (
        select(met.c.article, func.avg(surveys.c.score))
        .join(surveys, surveys.c.conversation == met.c.conversation)
        .where(surveys.c.score.is_not(None))
        .group_by(met.c.article)
    )
    return {row[0]: float(row[1]) for row in connection.execute(query)}


def _read(connection: Connection, span: _Span) -> dict[str, dict[str, int]]:
    said = article_feedback.c
    query = select(said.article, func.sum(said.helped), func.sum(said.not_helped))
    rows = connection.execute(query.where(*span.read()).group_by(said.article))
    return {row[0]: {"read_helped": int(row[1]), "read_not_helped": int(row[2])} for row in rows}


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
