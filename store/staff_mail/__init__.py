"""Mails to members of staff in the record: queued once for each thing, and what came of them."""

from store.staff_mail.finding import queue_what_is_due
from store.staff_mail.queue import DueMail, FailedMail, MailTo, StaffMails

__all__ = ["DueMail", "FailedMail", "MailTo", "StaffMails", "queue_what_is_due"]
