"""Who did what, when: written in the same transaction as the change itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from store.clock import now
from store.database import Database
from store.schema import audit


@dataclass(frozen=True)
class AuditLine:
    at: datetime
    who: str
    what: str
    subject: str
    detail: str


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
        rows = connection.execute(query).mappings().all()
    return [AuditLine(r["at"], r["who"], r["what"], r["subject"], r["detail"]) for r in rows]
