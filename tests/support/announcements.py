"""Announcements for tests, posted and solved without a page."""

from __future__ import annotations

from datetime import timedelta

from core.announcements import Announcement, AnnouncementState, Audience, Written
from core.staff import Role, StaffMember
from store.announcements import Announcements
from store.clock import now
from store.database import Database

LEAD = StaffMember("vera", "vera@tern.example", "Vera Lead", Role.SUPERVISOR)
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
