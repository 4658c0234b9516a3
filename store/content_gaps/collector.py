"""What belongs into the list of content gaps, and with which words it is grouped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, and_, delete, or_, select, update

from core.content_gaps import GapKind, kind_of
from core.personal_data import ERASED
from store.clock import now
from store.content_gaps.evidence import MARK, QUESTION, add_evidence, evidence_query, new_gap
from store.content_gaps.question_log import JOB as QUESTION_LOG
from store.content_gaps.question_log import question_from
from store.database import Database
from store.progress import Fresh, fresh_for, note_progress
from store.schema import content_gaps, conversations, gap_evidence, gaps, question_log

_JOB = "gaps"
_TYPICAL = 5  # words that stand for a gap where others are compared with it
_COMPARED_FOR = timedelta(days=180)  # since something was last said


class GapCollector:
    """The way into the list; done by a background job, part by part."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> int:
        """Take in what the question log and agents' marks show; returns how much was new.

        0 says that nothing is left. Doing it again changes nothing; a question of which more is
        known by now takes its new kind.
        """
        fresh = fresh_for(self._database, _JOB, behind=QUESTION_LOG)
        return self._from_log(fresh) + self._from_marks()

    def waiting(self, most: int = 200) -> dict[int, str]:
        """Return words that belong to no gap yet, by their ids, the oldest first."""
        query = select(gap_evidence.c.id, gap_evidence.c.words).where(
            gap_evidence.c.gap.is_(None), gap_evidence.c.words != ERASED
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(gap_evidence.c.id).limit(most)).all()
        return {row.id: row.words for row in rows}

    def groups(self) -> dict[int, list[str]]:
        """Return the latest words of each gap that others may belong to, by the gap's id."""
        query = (
            evidence_query()
            .join(gaps, gaps.c.id == gap_evidence.c.gap)
            .where(gaps.c.about == "", gap_evidence.c.words != ERASED)
            .where(gap_evidence.c.at >= now() - _COMPARED_FOR)
        )
        found: dict[int, list[str]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                words = found.setdefault(row.gap, [])
                if len(words) < _TYPICAL and row.words not in words:
                    words.append(row.words)
        return found

    def assign(self, groups: Mapping[int, str]) -> None:
        """Put words into gaps: by the words' id a gap's id, or a name that new gaps share."""
        made: dict[str, int] = {}
        with self._database.writing() as connection:
            for words, group in groups.items():
                if not group.isdigit() and group not in made:
                    made[group] = new_gap(connection)
                gap = int(group) if group.isdigit() else made[group]
                connection.execute(
                    update(gap_evidence)
                    .where(gap_evidence.c.id == words, gap_evidence.c.gap.is_(None))
                    .values(gap=gap)
                )

    def _from_log(self, fresh: Fresh) -> int:
        if not fresh.conversations:
            return 0
        theirs = question_log.c.conversation.in_(fresh.conversations)
        same = conversations.c.id == question_log.c.conversation
        query = select(question_log, conversations.c.channel, conversations.c.profile)
        with self._database.writing() as connection:
            if not note_progress(connection, _JOB, fresh.after, fresh.upto):
                return len(fresh.conversations)
            rows = connection.execute(query.outerjoin(conversations, same).where(theirs)).all()
            for row in rows:
                kind = kind_of(question_from(row))
                own = and_(gap_evidence.c.source == QUESTION, gap_evidence.c.source_id == row.seq)
                if kind is None:
                    connection.execute(delete(gap_evidence).where(own))
                else:
                    add_evidence(
                        connection, (QUESTION, row.seq), kind, row.question, row.at, **_whence(row)
                    )
        return len(fresh.conversations)

    def _from_marks(self) -> int:
        """Take in the questions that agents have marked, or marked anew with another answer."""
        mine = and_(gap_evidence.c.source == MARK, gap_evidence.c.source_id == content_gaps.c.id)
        query = (
            select(content_gaps, conversations.c.channel, conversations.c.profile)
            .outerjoin(gap_evidence, mine)
            .outerjoin(conversations, conversations.c.id == content_gaps.c.conversation)
            .where(or_(gap_evidence.c.id.is_(None), gap_evidence.c.at < content_gaps.c.at))
        )
        with self._database.reading() as connection:
            if connection.execute(query.limit(1)).first() is None:
                return 0
        with self._database.writing() as connection:
            rows = connection.execute(query).all()
            for row in rows:
                add_evidence(
                    connection,
                    (MARK, row.id),
                    GapKind.MARKED,
                    row.question,
                    row.at,
                    answer=row.answer,
                    by_name=row.marked_by_name,
                    **_whence(row),
                )
        return len(rows)


def _whence(row: Row[Any]) -> dict[str, str]:
    profile = row.profile or {}
    return {
        "conversation": row.conversation,
        "article": getattr(row, "article", ""),
        "channel": row.channel or "",
        "segment": str(profile.get("segment") or ""),
    }
