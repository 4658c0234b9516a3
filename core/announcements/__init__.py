"""Announcements: what customers are told before they ask."""

from core.announcements.announcement import (
    MAX_ANNOUNCEMENT_LENGTH,
    SOLVED_CAUSE,
    Announcement,
    AnnouncementState,
    Audience,
)
from core.announcements.reader import Reader, by_article, next_change, shown_to
from core.announcements.reading import (
    MAX_CHOSEN,
    MAX_MOMENT_YEAR,
    MIN_MOMENT_YEAR,
    Known,
    Written,
    read_announcement,
    read_words,
)
from core.announcements.rise import (
    FALSE_ALARMS_A_WEEK,
    HOURS_A_WEEK,
    WEEKS,
    Rise,
    rises,
    tail,
)
from core.announcements.wish import Wish, wish_in

__all__ = [
    "FALSE_ALARMS_A_WEEK",
    "HOURS_A_WEEK",
    "MAX_ANNOUNCEMENT_LENGTH",
    "MAX_CHOSEN",
    "MAX_MOMENT_YEAR",
    "MIN_MOMENT_YEAR",
    "SOLVED_CAUSE",
    "WEEKS",
    "Announcement",
    "AnnouncementState",
    "Audience",
    "Known",
    "Reader",
    "Rise",
    "Wish",
    "Written",
    "by_article",
    "next_change",
    "read_announcement",
    "read_words",
    "rises",
    "shown_to",
    "tail",
    "wish_in",
]
