"""Who did what, when: written in the same transaction as the change itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timezone

from sqlalchemy import ColumnElement, Connection, insert, or_, select

from store.clock import now
from store.database import Database
from store.rows import read_row
from store.schema import audit

MAX_SUBJECT_LENGTH = 200


@dataclass(frozen=True)
class AuditLine:
    at: datetime
    who: str
    what: str
    subject: str
    detail: str
    id: int = 0


@dataclass(frozen=True)
class AuditFilter:
    """Which lines are wanted; what is left empty says nothing.

    who: the names of one person in the lines, any of them
    what: an action as `staff.add`, or all of a kind as `staff`
    since, until: days in UTC, both of them too
    """

    who: tuple[str, ...] = ()
    what: str = ""
    since: date | None = None
    until: date | None = None


def write_audit(
    connection: Connection, who: str, what: str, subject: str, detail: str = ""
) -> None:
    """Add a line to the audit log."""
    connection.execute(
        insert(audit).values(at=now(), who=who, what=what, subject=subject, detail=detail)
    )


def write_audit_lines(
    connection: Connection, who: str, what: str, lines: Iterable[tuple[str, str]]
) -> None:
    """Add many lines at once, each a subject and a detail."""
    at = now()
    rows = [
        {"at": at, "who": who, "what": what, "subject": subject, "detail": detail}
        for subject, detail in lines
    ]
    if rows:
        connection.execute(insert(audit), rows)


def read_audit(database: Database, subject: str) -> list[AuditLine]:
    """Return everything done to a subject, the oldest first."""
    query = select(audit).where(audit.c.subject == subject).order_by(audit.c.id)
    with database.reading() as connection:
        return [read_row(AuditLine, audit, row) for row in connection.execute(query)]


def find_audit(
    database: Database, wanted: AuditFilter, most: int, before: int | None = None
) -> list[AuditLine]:
    """Return the latest lines that fit, at most so many; before: only older ones than this id."""
    query = select(audit).where(*_conditions(wanted))
    if before is not None:
        query = query.where(audit.c.id < before)
    with database.reading() as connection:
        rows = connection.execute(query.order_by(audit.c.id.desc()).limit(most))
        return [read_row(AuditLine, audit, row) for row in rows]


def audited_actions(database: Database) -> list[str]:
    """Return every action that somebody has done, by name."""
    with database.reading() as connection:
        return list(
            connection.execute(select(audit.c.what).distinct().order_by(audit.c.what)).scalars()
        )


def _conditions(wanted: AuditFilter) -> Iterable[ColumnElement[bool]]:
    if wanted.who:
        yield audit.c.who.in_(wanted.who)
    if wanted.what:
        of_kind = audit.c.what.startswith(f"{wanted.what}.", autoescape=True)
        yield or_(audit.c.what == wanted.what, of_kind)
    if wanted.since is not None:
        yield audit.c.at >= datetime.combine(wanted.since, time(), timezone.utc)
    if wanted.until is not None:
        yield audit.c.at <= datetime.combine(wanted.until, time.max, timezone.utc)
