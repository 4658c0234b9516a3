"""Announcements: what customers are told before they ask."""

from core.announcements.announcement import (
    MAX_ANNOUNCEMENT_LENGTH,
    Announcement,
    AnnouncementState,
    Audience,
)
from core.announcements.reader import Reader, by_article, next_change, shown_to
from core.announcements.reading import (
    MAX_CHOSEN,
    Known,
    Written,
    read_announcement,
)

__all__ = [
    "MAX_ANNOUNCEMENT_LENGTH",
    "MAX_CHOSEN",
    "Announcement",
    "AnnouncementState",
    "Audience",
    "Known",
    "Reader",
    "Written",
    "by_article",
    "next_change",
    "read_announcement",
    "shown_to",
]
