"""What a member of staff is told of a conversation, from a moment on, until they have read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class NoticeKind(str, Enum):
    REMINDER = "reminder"  # they asked to be reminded
    MENTION = "mention"  # a colleague named them in a note
    WATCHED = "watched"  # something happened in a conversation that they watch


@dataclass(frozen=True)
class StaffNotice:
    """One notice.

    staff: whose it is
    by_name: who made it, "" for Effie
    at: from when on it is shown
    """

    id: int
    staff: str
    conversation: str
    kind: NoticeKind
    words: str
    by_name: str
    at: datetime
    read_at: datetime | None = None

    def is_due(self, at: datetime) -> bool:
        return self.read_at is None and self.at <= at
