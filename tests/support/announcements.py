"""Announcements for tests, posted and solved without a page."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, insert

from core.announcements import Announcement, AnnouncementState, Audience, Written
from core.conversations import Decision
from core.staff import Role, StaffMember
from store.announcements import Announcements
from store.clock import now
from store.database import Database
from store.schema import question_log

LEAD = StaffMember("vera", "vera@tern.example", "Vera Lead", Role.SUPERVISOR)
_FLOODED = 1_000_000_000  # no utterance of a test is numbered so high
PROBLEM = "Card payments fail in shops."


def post_problem(
    database: Database, *articles: str, segments: tuple[str, ...] = ()
) -> Announcement:
    """Announce a known problem to everybody, or to these segments, from a minute ago on."""
    since = now() - timedelta(minutes=1)
    about = Audience(segments=segments, articles=articles)
    written = Written(PROBLEM, AnnouncementState.PROBLEM, since, None, None, about)
    return Announcements(database).create(written, LEAD)


def solve(database: Database, announcement: Announcement, words: str) -> None:
    Announcements(database).solve(announcement.id, announcement.version, LEAD, words)


def flood(database: Database, article: str, question: str) -> None:
    """Let twenty customers have asked about an article in the last hour, and one a week before."""
    hour = now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    moments = [hour - timedelta(weeks=1), *([hour + timedelta(minutes=5)] * 20)]
    logged = {
        **{"decision": Decision.ANSWER, "reason": "", "article": article, "confidence": 0.9},
        **{"clarified_in_vain": False, "next_taken": "", "handoff": "", "question": question},
    }
    rows = [
        logged | {"seq": _FLOODED + n, "conversation": f"flood-{n}", "at": at}
        for n, at in enumerate(moments)
    ]
    with database.writing() as connection:
        connection.execute(insert(question_log), rows)


def ebb(database: Database) -> None:
    """Take back what was flooded."""
    with database.writing() as connection:
        connection.execute(delete(question_log).where(question_log.c.seq >= _FLOODED))
