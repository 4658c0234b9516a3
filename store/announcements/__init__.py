"""Announcements, kept."""

from store.announcements.asked import MAIL_CAUSE, Asked
from store.announcements.contacts import AnnouncementContacts, Met
from store.announcements.record import Announcements
from store.announcements.subscribers import (
    MAX_TOLD_AT_ONCE,
    Noted,
    Subscriber,
    Subscribers,
)

__all__ = [
    "MAIL_CAUSE",
    "MAX_TOLD_AT_ONCE",
    "AnnouncementContacts",
    "Announcements",
    "Asked",
    "Met",
    "Noted",
    "Subscriber",
    "Subscribers",
]
