"""Mails to members of staff: what they are told by e-mail, in which words, from which server."""

from core.staff_mail.account import MailAccount, read_mail_account
from core.staff_mail.kinds import CHOSEN_KINDS, WRITTEN_KINDS, StaffMailKind
from core.staff_mail.retries import MailState, wait_before
from core.staff_mail.words import MailWords, words_of

__all__ = [
    "CHOSEN_KINDS",
    "WRITTEN_KINDS",
    "MailAccount",
    "MailState",
    "MailWords",
    "StaffMailKind",
    "read_mail_account",
    "wait_before",
    "words_of",
]
