"""Announcements, kept."""

from store.announcements.contacts import AnnouncementContacts, Met
from store.announcements.record import Announcements

__all__ = ["AnnouncementContacts", "Announcements", "Met"]
