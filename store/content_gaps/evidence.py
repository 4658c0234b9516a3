"""The words that show content gaps, in one table: customers', agents' marks and colleagues'."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select, update

from core.content_gaps import MAX_WORDS_LENGTH, GapEvidence, GapKind, GapState
from core.conversations import mask
from core.webhooks import WebhookEvent
from store.inserts import insert_new, insert_once
from store.rows import read_row
from store.schema import gap_evidence, gaps
from store.webhooks import tell

QUESTION, MARK, SUGGESTION, COMMENT = "question", "mark", "suggestion", "comment"
SEARCH = "search"


def add_evidence(
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
        "kind": kind,
        "words": mask(words)[:MAX_WORDS_LENGTH],
        "answer": mask(more.pop("answer", "")),
    }
    nothing = {"by_name": "", "conversation": "", "article": "", "channel": "", "segment": ""}
    key = {"source": source[0], "source_id": source[1]}
    if not insert_once(connection, gap_evidence, {**key, **nothing, **masked, "at": at, **more}):
        connection.execute(update(gap_evidence).filter_by(**key).values(**masked, at=at))


def add_evidence_about(
    connection: Connection, source: tuple[str, int], kind: GapKind, article: str, **said: Any
) -> None:
    """Put what colleagues say of an article into the open gap about it."""
    about = select(gaps.c.id).where(gaps.c.about == article, gaps.c.state == GapState.OPEN)
    gap = connection.execute(about.limit(1)).scalar_one_or_none() or new_gap(connection, article)
    add_evidence(connection, source, kind, article=article, gap=gap, **said)


def new_gap(connection: Connection, about: str = "") -> int:
    """Begin a gap and return its id."""
    nothing = {"article": "", "why": "", "decided_by_name": ""}
    gap = insert_new(connection, gaps, {"about": about, "state": GapState.OPEN, **nothing})
    tell(connection, WebhookEvent.GAP_OPENED, {"gap": gap, "article": about})
    return gap


def evidence_query() -> Select[Any]:
    """Return the query for words, the newest first."""
    return select(gap_evidence).order_by(gap_evidence.c.at.desc(), gap_evidence.c.id.desc())


def evidence_from(row: Row[Any]) -> GapEvidence:
    return read_row(GapEvidence, gap_evidence, row)
