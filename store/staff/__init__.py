"""The record of staff: accounts, sessions, passwords, one-time links, saved replies."""

from store.staff.accounts import EmailTaken, Staff, WrongLogin
from store.staff.password_links import PasswordLink, PasswordLinks
from store.staff.saved_replies import SavedReplies
from store.staff.sessions import StaffSessions
from store.staff.tokens import token_hash

__all__ = [
    "EmailTaken",
    "PasswordLink",
    "PasswordLinks",
    "SavedReplies",
    "Staff",
    "StaffSessions",
    "WrongLogin",
    "token_hash",
]
