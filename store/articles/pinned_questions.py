"""Questions that an article must keep answering: replayed each time before it is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from core.articles import MAX_QUESTION_LENGTH
from core.errors import BadInput, NotFound
from core.staff import StaffMember
from core.text import clean_text, plain
from store.articles.changes import get_article
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.inserts import insert_once
from store.schema import pinned_questions as table

MAX_PINS = 100  # of one article: each is replayed at every look at the gate


@dataclass(frozen=True)
class Pinned:
    id: int
    question: str
    by: str
    at: datetime


class PinnedQuestions:
    """The pinned questions of each article."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, slug: str) -> list[Pinned]:
        """Return an article's pinned questions, the oldest first."""
        with self._database.reading() as connection:
            return _read(connection, slug)

    def pin(self, slug: str, question: str, member: StaffMember) -> Pinned:
        """Pin a question; the same one again stays as it is. Raises NoSuchArticle or BadInput."""
        question = _read_question(question)
        with self._database.writing() as connection:
            get_article(connection, slug)
            there = _read(connection, slug)
            for pinned in there:
                if plain(pinned.question) == plain(question):
                    return pinned
            if len(there) >= MAX_PINS:
                raise BadInput(f"An article has at most {MAX_PINS} pinned questions. Unpin one.")
            values = {"article": slug, "question": question, "by": member.id, "at": now()}
            insert_once(connection, table, {**values, "by_name": member.name})
            write_audit(connection, member.name, "article.pin", f"article:{slug}", question)
            return _read(connection, slug)[-1]

    def unpin(self, slug: str, pinned: int, member: StaffMember) -> None:
        """Take a pinned question away; raises NotFound."""
        key = (table.c.article == slug, table.c.id == pinned)
        with self._database.writing() as connection:
            question = connection.execute(select(table.c.question).where(*key)).scalar_one_or_none()
            if question is None:
                raise NotFound("This question isn't pinned any more. Reload the page.")
            connection.execute(delete(table).where(*key))
            write_audit(connection, member.name, "article.unpin", f"article:{slug}", question)


def _read(connection: Connection, slug: str) -> list[Pinned]:
    query = select(table).where(table.c.article == slug).order_by(table.c.id)
    return [_pinned(row) for row in connection.execute(query)]


def _pinned(row: Row[Any]) -> Pinned:
    return Pinned(row.id, row.question, row.by_name, row.at)


def _read_question(question: str) -> str:
    text = " ".join(clean_text(question).split())
    if text and len(text) <= MAX_QUESTION_LENGTH:
        return text
    raise BadInput(f"A pinned question has 1 to {MAX_QUESTION_LENGTH} characters.")
