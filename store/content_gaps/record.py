"""Content gaps, and what was decided about each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, func, literal, or_, select, update

from core.content_gaps import (
    AlreadyDecided,
    Gap,
    GapEvidence,
    GapState,
    check_merge,
    to_split_off,
)
from core.errors import NotFound
from core.staff import StaffMember
from store.audit import write_audit
from store.clock import now
from store.content_gaps.evidence import evidence_from, evidence_query, new_gap
from store.database import Database
from store.rows import read_row
from store.schema import Utc, articles, gap_evidence, gaps
from store.schema import article_versions as versions

_LOOKED_BACK = timedelta(days=365)
_MAX_WORDS = 30_000
_MAX_OF_ONE = 1_000


class NoSuchGap(NotFound):
    """There is no such gap, or nothing is left in it. Go back to the list."""


@dataclass(frozen=True)
class Due:
    """A gap whose article has a version that its questions were not tried with.

    live_since: when that version was published; None if the article was withdrawn
    """

    gap: int
    version: int
    live_since: datetime | None


class Gaps:
    """The list of content gaps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self) -> list[Gap]:
        """Return all gaps with what was said within a year."""
        said = evidence_query().where(gap_evidence.c.at >= now() - _LOOKED_BACK).limit(_MAX_WORDS)
        return self._read(select(gaps), said)

    def get(self, gap: int) -> Gap:
        """Return a gap; raises NoSuchGap."""
        with self._database.reading() as connection:
            return self._one(connection, gap)

    def around(self, article: str) -> list[Gap]:
        """Return the gaps that an article is to close, and what colleagues say of it."""
        theirs = or_(gaps.c.article == article, gaps.c.about == article)
        in_them = gap_evidence.c.gap.in_(select(gaps.c.id).where(theirs))
        return self._read(select(gaps).where(theirs), evidence_query().where(in_them))

    def dismiss(self, gap: int, why: str, member: StaffMember) -> None:
        """Put a gap aside; it comes back when many ask again."""
        decided = {"state": GapState.DISMISSED, "article": "", "why": why}
        self._decide(gap, decided, member, "gap.dismiss", why)

    def reopen(self, gap: int, member: StaffMember) -> None:
        """Put a gap back among those to do."""
        decided = {"state": GapState.OPEN, "article": "", "why": ""}
        self._decide(gap, decided, member, "gap.reopen")

    def close_with(self, gap: int, article: str, member: StaffMember) -> None:
        """Note which article is to close a gap; raises AlreadyDecided if another one is."""
        version = select(articles.c.version).where(articles.c.slug == article)
        with self._database.writing() as connection:
            row = _gap_row(connection, gap)
            if row.state == GapState.ARTICLE and row.article != article:
                raise AlreadyDecided
            decided = {
                "state": GapState.ARTICLE,
                "article": article,
                "why": "",
                "published_at": None,
                "replayed_at": None,
                "replayed_version": connection.execute(version).scalar_one_or_none() or 0,
            }
            _note(connection, gap, decided, member)
            write_audit(connection, member.name, "gap.article", f"gap:{gap}", article)

    def split(self, gap: int, words: Collection[int], member: StaffMember) -> int:
        """Put these words, and all others of the same wording, into a new gap; return its id.

        Raises NoSuchGap, NotOpen, or BadInput where that would leave nothing or split nothing.
        """
        with self._database.writing() as connection:
            _gap_row(connection, gap)
            gone = to_split_off(self._one(connection, gap), words)
            made = new_gap(connection)
            own = gap_evidence.c.id.in_(gone)
            connection.execute(update(gap_evidence).where(own).values(gap=made))
            detail = f"{len(gone)} into gap {made}"
            write_audit(connection, member.name, "gap.split", f"gap:{gap}", detail)
        return made

    def merge(self, gap: int, into: int, member: StaffMember) -> None:
        """Put all words of a gap into another; it is gone then. Raises as `split` does."""
        with self._database.writing() as connection:
            for each in sorted({gap, into}):  # in one order, so that two merges never wait in turn
                _gap_row(connection, each)
            check_merge(self._one(connection, gap), self._one(connection, into))
            own = gap_evidence.c.gap == gap
            connection.execute(update(gap_evidence).where(own).values(gap=into))
            write_audit(connection, member.name, "gap.merge", f"gap:{gap}", f"into gap {into}")

    def due(self) -> list[Due]:
        """Return the gaps whose questions are to be asked again, as their article has changed."""
        latest = (versions.c.article == articles.c.slug) & (versions.c.number == articles.c.version)
        query = (
            select(gaps.c.id, articles.c.version, articles.c.live, versions.c.at)
            .join(articles, articles.c.slug == gaps.c.article)
            .join(versions, latest)
            .where(
                gaps.c.state == GapState.ARTICLE,
                articles.c.version > gaps.c.replayed_version,
            )
        )
        with self._database.reading() as connection:
            return [
                Due(row.id, row.version, row.at if row.live else None)
                for row in connection.execute(query)
            ]

    def note_before(self, answers: Mapping[int, str]) -> None:
        """Keep which article answered each of these words before anything was written."""
        self._note_answers({words: {"before": slug} for words, slug in answers.items()})

    def note_replay(self, due: Due, answers: Mapping[int, str]) -> None:
        """Keep which article answers each of these words now, and since when it could."""
        self._note_answers({words: {"now": slug} for words, slug in answers.items()})
        with self._database.writing() as connection:
            connection.execute(
                update(gaps)
                .where(gaps.c.id == due.gap)
                .values(
                    replayed_version=due.version,
                    replayed_at=now(),
                    published_at=func.coalesce(gaps.c.published_at, literal(due.live_since, Utc)),
                )
            )

    def _one(self, connection: Connection, gap: int) -> Gap:
        said = evidence_query().where(gap_evidence.c.gap == gap).limit(_MAX_OF_ONE)
        for found in _read_gaps(connection, select(gaps).where(gaps.c.id == gap), said):
            return found
        raise NoSuchGap

    def _read(self, which: Select[Any], said: Select[Any]) -> list[Gap]:
        with self._database.reading() as connection:
            return _read_gaps(connection, which, said)

    def _decide(
        self, gap: int, decided: Mapping[str, Any], member: StaffMember, what: str, detail: str = ""
    ) -> None:
        with self._database.writing() as connection:
            _gap_row(connection, gap)
            _note(connection, gap, decided, member)
            write_audit(connection, member.name, what, f"gap:{gap}", detail)

    def _note_answers(self, answers: Mapping[int, Mapping[str, str]]) -> None:
        with self._database.writing() as connection:
            for words, values in answers.items():
                own = gap_evidence.c.id == words
                connection.execute(update(gap_evidence).where(own).values(**values))


def _read_gaps(connection: Connection, which: Select[Any], said: Select[Any]) -> list[Gap]:
    """Return the gaps in which something was said."""
    words: dict[int, list[GapEvidence]] = {}
    for row in connection.execute(said.where(gap_evidence.c.gap.is_not(None))):
        words.setdefault(row.gap, []).append(evidence_from(row))
    rows = connection.execute(which).all()
    return [read_row(Gap, gaps, row, said=tuple(words[row.id])) for row in rows if row.id in words]


def _gap_row(connection: Connection, gap: int) -> Row[Any]:
    """Return a gap, kept from others until the transaction ends."""
    query = select(gaps).where(gaps.c.id == gap).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NoSuchGap
    return row


def _note(
    connection: Connection, gap: int, decided: Mapping[str, Any], member: StaffMember
) -> None:
    by = {"decided_by_name": member.name, "decided_at": now()}
    connection.execute(update(gaps).where(gaps.c.id == gap).values(**decided, **by))
