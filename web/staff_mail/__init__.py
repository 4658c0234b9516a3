"""Mails to members of staff: whether they can be sent, and sending them."""

from web.staff_mail.minding import mind_staff_mail, send_all_due
from web.staff_mail.sending import mail_account, send_test, send_words, why_no_mail

__all__ = [
    "mail_account",
    "mind_staff_mail",
    "send_all_due",
    "send_test",
    "send_words",
    "why_no_mail",
]
