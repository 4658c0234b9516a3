"""What colleagues say to each other about an article, until it is dealt with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from core.content_gaps import GapKind
from core.errors import NotFound
from core.staff import StaffMember
from store.audit import write_audit
from store.clock import now
from store.content_gaps import COMMENT, add_evidence_about
from store.database import Database
from store.schema import article_comments, gap_evidence

MAX_ARTICLE_COMMENT_LENGTH = 2_000  # characters
_MAX_SHOWN = 200
_RESOLVE, _REOPEN = "article.resolve_comment", "article.reopen_comment"


class NoSuchComment(NotFound):
    """There is no such comment. Reload the page."""


@dataclass(frozen=True)
class Comment:
    """A comment; resolved_at is None while it is open."""

    id: int
    article: str
    text: str
    staff: str
    staff_name: str
    at: datetime
    resolved_at: datetime | None
    resolved_by_name: str


class Comments:
    """The comments on articles; the open ones stand in the list of content gaps too."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, article: str, text: str, member: StaffMember) -> Comment:
        """Keep a comment."""
        at = now()
        values = {"article": article, "text": text, "at": at, "resolved_by_name": ""}
        by = {"staff": member.id, "staff_name": member.name}
        with self._database.writing() as connection:
            made = connection.execute(insert(article_comments).values(**values, **by))
            key = made.inserted_primary_key
            assert key is not None
            _put_into_list(connection, comment := _get(connection, int(key[0])))
            _note(connection, member, "article.comment", comment)
            return comment

    def resolve(self, comment: int, member: StaffMember) -> Comment:
        """Note that a comment was dealt with; raises NoSuchComment. Once more changes nothing."""
        return self._settle(comment, member, now())

    def reopen(self, comment: int, member: StaffMember) -> Comment:
        """Take back that it was dealt with; raises NoSuchComment."""
        return self._settle(comment, member, None)

    def of(self, article: str) -> list[Comment]:
        """Return the comments on an article, the newest first."""
        query = select(article_comments).where(article_comments.c.article == article)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(article_comments.c.id.desc()))
            return [_comment(row) for row in rows.fetchmany(_MAX_SHOWN)]

    def _settle(self, number: int, member: StaffMember, at: datetime | None) -> Comment:
        same = article_comments.c.id == number
        with self._database.writing() as connection:
            before = _get(connection, number)
            if (before.resolved_at is None) == (at is None):
                return before
            by = member.name if at else ""
            values = {"resolved_at": at, "resolved_by_name": by}
            connection.execute(update(article_comments).where(same).values(**values))
            if at is None:
                _put_into_list(connection, before)
            else:
                _take_from_list(connection, before)
            _note(connection, member, _RESOLVE if at else _REOPEN, before)
            return _get(connection, number)


def _put_into_list(connection: Connection, comment: Comment) -> None:
    source, said = (COMMENT, comment.id), {"words": comment.text, "by_name": comment.staff_name}
    add_evidence_about(connection, source, GapKind.COMMENT, comment.article, at=comment.at, **said)


def _take_from_list(connection: Connection, comment: Comment) -> None:
    own = (gap_evidence.c.source == COMMENT) & (gap_evidence.c.source_id == comment.id)
    connection.execute(delete(gap_evidence).where(own))


def _get(connection: Connection, number: int) -> Comment:
    query = select(article_comments).where(article_comments.c.id == number).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NoSuchComment
    return _comment(row)


def _note(connection: Connection, member: StaffMember, what: str, comment: Comment) -> None:
    detail = f"{comment.staff_name}: {comment.text[:200]}"
    write_audit(connection, member.name, what, f"article:{comment.article}", detail)


def _comment(row: Row[Any]) -> Comment:
    return Comment(
        row.id,
        row.article,
        row.text,
        row.staff,
        row.staff_name,
        row.at,
        row.resolved_at,
        row.resolved_by_name,
    )
