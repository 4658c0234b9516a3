"""The record of staff: accounts, sessions, passwords, one-time links, saved replies."""

from store.staff.accounts import Account, EmailTaken, Staff, WrongLogin
from store.staff.notices import StaffNotices, notify
from store.staff.password_links import PasswordLink, PasswordLinks
from store.staff.saved_replies import ReplyWords, SavedReplies
from store.staff.saved_views import SavedViews
from store.staff.sessions import StaffSessions
from store.staff.tokens import new_token, token_hash
from store.staff.watchers import Watchers

__all__ = [
    "Account",
    "EmailTaken",
    "PasswordLink",
    "PasswordLinks",
    "ReplyWords",
    "SavedReplies",
    "SavedViews",
    "Staff",
    "StaffNotices",
    "StaffSessions",
    "Watchers",
    "WrongLogin",
    "new_token",
    "notify",
    "token_hash",
]
