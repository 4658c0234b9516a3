"""The words that show content gaps, in one table: customers', agents' marks and colleagues'."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from core.content_gaps import MAX_WORDS_LENGTH, GapEvidence, GapKind, GapState
from core.conversations import mask
from store.inserts import insert_once
from store.schema import gap_words, gaps

QUESTION, MARK, SUGGESTION, COMMENT = "question", "mark", "suggestion", "comment"


def add_words(
    connection: Connection,
    source: tuple[str, int],
    kind: GapKind,
    words: str,
    at: datetime,
    **more: Any,
) -> None:
    """Put somebody's words into the list, once for a source; what tells who they are is masked.

    Words again of the same source only take the new kind and answer. Customers' words wait to be
    grouped by what they mean.
    """
    masked = {
        "kind": kind.value,
        "words": mask(words)[:MAX_WORDS_LENGTH],
        "answer": mask(more.pop("answer", "")),
    }
    nothing = {"by_name": "", "conversation": "", "article": "", "channel": "", "segment": ""}
    key = {"source": source[0], "source_id": source[1]}
    if not insert_once(connection, gap_words, {**key, **nothing, **masked, "at": at, **more}):
        connection.execute(update(gap_words).filter_by(**key).values(**masked, at=at))


def add_words_about(
    connection: Connection, source: tuple[str, int], kind: GapKind, article: str, **said: Any
) -> None:
    """Put what colleagues say of an article into the open gap about it."""
    about = select(gaps.c.id).where(gaps.c.about == article, gaps.c.state == GapState.OPEN.value)
    gap = connection.execute(about.limit(1)).scalar_one_or_none() or new_gap(connection, article)
    add_words(connection, source, kind, article=article, gap=gap, **said)


def new_gap(connection: Connection, about: str = "") -> int:
    """Begin a gap and return its id."""
    values = {"about": about, "state": GapState.OPEN.value, "article": "", "why": ""}
    made = connection.execute(insert(gaps).values(**values, decided_by_name=""))
    key = made.inserted_primary_key
    assert key is not None
    return int(key[0])


def words_query() -> Select[Any]:
    """Return the query for words, the newest first."""
    return select(gap_words).order_by(gap_words.c.at.desc(), gap_words.c.id.desc())


def words_from(row: Row[Any]) -> GapEvidence:
    return GapEvidence(
        id=row.id,
        kind=GapKind(row.kind),
        words=row.words,
        at=row.at,
        answer=row.answer,
        by_name=row.by_name,
        conversation=row.conversation,
        article=row.article,
        channel=row.channel,
        segment=row.segment,
        before=row.answered_before,
        now=row.answered_now,
    )
