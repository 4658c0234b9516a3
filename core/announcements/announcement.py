"""An announcement: what it says, when, and to whom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

SOLVED_CAUSE = "solved:"  # what the names of what is said to who asked to be told begin with
MAX_ANNOUNCEMENT_LENGTH = 400  # characters: it stands above everything else, also on a phone


class AnnouncementState(str, Enum):
    """What it tells of."""

    PROBLEM = "problem"  # known, and worked on
    PLANNED = "planned"
    SOLVED = "solved"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    AnnouncementState.PROBLEM: "Known problem",
    AnnouncementState.PLANNED: "Planned",
    AnnouncementState.SOLVED: "Solved",
}


@dataclass(frozen=True)
class Audience:
    """Whom it concerns; an empty part means all.

    segments: names of segments
    channels: "web", "help" (the help centre) or the names of connections
    pages: paths on which it stands; an answer to a question is told it wherever they ask
    articles: slugs; a question that one of them answers is about it
    """

    segments: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Announcement:
    """One announcement.

    begins, ends: from when until when it stands; None for until somebody ends it
    next_news: by when customers hear more of it
    version: counts its changes; who changes it names the one they saw
    """

    id: int
    words: str
    state: AnnouncementState
    begins: datetime
    version: int
    changed_by: str
    changed_at: datetime
    ends: datetime | None = None
    next_news: datetime | None = None
    audience: Audience = field(default_factory=Audience)

    @property
    def is_solved(self) -> bool:
        return self.state is AnnouncementState.SOLVED

    def stands_at(self, at: datetime) -> bool:
        return self.begins <= at and not self.is_over(at)

    def promising_at(self, at: datetime) -> Announcement:
        """Return it without its promise of news once the time of that has come."""
        has_passed = self.next_news is not None and self.next_news <= at
        return replace(self, next_news=None) if has_passed else self

    def is_over(self, at: datetime) -> bool:
        return self.ends is not None and self.ends <= at
