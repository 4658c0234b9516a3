"""What colleagues at the desk suggest to change in the articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.content_gaps import GapKind
from core.conversations import mask
from core.staff import StaffMember
from store.audit import write_audit
from store.clock import now
from store.content_gaps.evidence import SUGGESTION, add_evidence, add_evidence_about
from store.database import Database
from store.inserts import insert_new
from store.schema import suggestions


@dataclass(frozen=True)
class Suggestion:
    id: int
    article: str
    text: str
    at: datetime


class Suggestions:
    """The suggestions in the record; each stands in the list of content gaps too."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self, text: str, member: StaffMember, article: str = "", conversation: str = ""
    ) -> Suggestion:
        """Keep a suggestion. article: "" for one that is missing"""
        at = now()
        values = {"article": article, "text": text, "conversation": conversation, "at": at}
        by = {"staff": member.id, "staff_name": member.name}
        with self._database.writing() as connection:
            source = (SUGGESTION, insert_new(connection, suggestions, {**values, **by}))
            said: dict[str, Any] = {"words": text, "at": at, "by_name": member.name}
            said["conversation"] = conversation
            if article:
                add_evidence_about(connection, source, GapKind.SUGGESTION, article, **said)
            else:
                add_evidence(connection, source, GapKind.SUGGESTION, **said)
            subject = f"article:{article}" if article else "articles"
            write_audit(connection, member.name, "article.suggest", subject, mask(text)[:200])
            return Suggestion(source[1], article, text, at)
