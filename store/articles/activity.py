"""The audit log's lines about articles and content gaps, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from store.database import Database
from store.schema import audit

# How the subject of such a line begins; the slug or the number follows.
ARTICLE = "article:"
GAP = "gap:"

_OURS = or_(*(audit.c.subject.startswith(kind, autoescape=True) for kind in (ARTICLE, GAP)))


@dataclass(frozen=True)
class ActivityLine:
    id: int
    at: datetime
    who: str
    what: str
    subject: str
    detail: str


class ArticleActivity:
    """Queries of the audit log for lines about articles and content gaps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def latest(
        self, article: str = "", who: str = "", before: int = 0, limit: int = 100
    ) -> list[ActivityLine]:
        """Return at most `limit` lines, the newest first.

        article: a slug; who: a name; before: only lines with a smaller id. Empty ones don't filter.
        """
        query = select(audit).where(_OURS)
        if article:
            query = query.where(audit.c.subject == f"{ARTICLE}{article}")
        if who:
            query = query.where(audit.c.who == who)
        if before:
            query = query.where(audit.c.id < before)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(audit.c.id.desc()).limit(limit))
            return [ActivityLine(r.id, r.at, r.who, r.what, r.subject, r.detail) for r in rows]

    def people(self) -> list[str]:
        """Return everybody who did something of this, by name."""
        query = select(audit.c.who).where(_OURS)
        with self._database.reading() as connection:
            return sorted(connection.execute(query.distinct()).scalars(), key=str.casefold)
