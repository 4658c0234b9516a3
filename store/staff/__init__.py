"""The record of staff: accounts, sessions, passwords, second factors, links, saved replies."""

from store.staff.account import Account
from store.staff.accounts import EmailTaken, Staff, WrongLogin
from store.staff.half_sign_ins import HalfSignIns
from store.staff.identities import StaffIdentities
from store.staff.notices import StaffNotices, notify
from store.staff.password_links import PasswordLink, PasswordLinks
from store.staff.saved_replies import ReplyWords, SavedReplies
from store.staff.saved_views import SavedViews
from store.staff.second_factors import (
    FactorOffer,
    SecondFactor,
    SecondFactors,
    reset_second_factor,
)
from store.staff.sessions import StaffSessions
from store.staff.tokens import new_token, token_hash
from store.staff.watchers import Watchers

__all__ = [
    "Account",
    "EmailTaken",
    "FactorOffer",
    "HalfSignIns",
    "PasswordLink",
    "PasswordLinks",
    "ReplyWords",
    "SavedReplies",
    "SavedViews",
    "SecondFactor",
    "SecondFactors",
    "Staff",
    "StaffIdentities",
    "StaffNotices",
    "StaffSessions",
    "Watchers",
    "WrongLogin",
    "new_token",
    "notify",
    "reset_second_factor",
    "token_hash",
]
