"""Handing a mail to a member of staff in: the link in it is made now, and kept nowhere."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

from core.staff import FORGOTTEN_LINK_LASTS, LINK_LASTS, StaffMember
from core.staff_mail import (
    MailAccount,
    MailWords,
    StaffMailKind,
    read_mail_account,
    words_of,
)
from store.staff_mail import DueMail
from web.attachments import mailbox_of
from web.channels.email.letter import ascii_address
from web.channels.email.smtp import Submission, submit
from web.http import in_thread
from web.services import Services
from web.staff_mail.letter import letter_of

_NO_SERVER = (
    "No mail server is set, so nobody is written to. Set EFFIE_MAIL_URL, EFFIE_MAIL_FROM and "
    "EFFIE_MAIL_PASSWORD, or connect a mailbox for customers."
)
_NO_ADDRESS = (
    "Set EFFIE_PUBLIC_URL, where people reach Effie: nobody is written to without it, as mails "
    "bring links."
)


def mail_account(services: Services) -> MailAccount | None:
    """Return the server through which staff are written to, None while they can't be."""
    if not services.environment.public_url:
        return None
    return read_mail_account(services.environment, mailbox_of(services))


def why_no_mail(services: Services) -> str:
    """Return what is to be set so that staff can be written to, "" if all is."""
    if read_mail_account(services.environment, mailbox_of(services)) is None:
        return _NO_SERVER
    return "" if services.environment.public_url else _NO_ADDRESS


async def send_due(services: Services, account: MailAccount, due: DueMail) -> None:
    """Hand in a mail that is due; raises NotSent."""
    address = await _address_in(services, due)
    company = services.settings.widget.company
    lasts = _lasts(due.kind)
    words = words_of(due.kind, company, due.member.first_name, address, lasts, due.by)
    await send_words(services, account, due, words)


async def send_words(
    services: Services, account: MailAccount, due: DueMail, words: MailWords
) -> None:
    """Hand in a mail that is due in these words; raises NotSent."""
    name = f"effie-staff-{due.id}-{int(due.created_at.timestamp())}"
    await _send(services, account, due.member.email, words, name)


async def send_test(services: Services, account: MailAccount, to: StaffMember) -> None:
    """Hand in a mail by which somebody sees that they arrive; raises NotSent."""
    company = services.settings.widget.company
    told = (f"Hello {to.first_name},", f"Mails to the staff of {company}'s desk arrive.")
    words = MailWords(f"A test from {company}'s desk", told)
    await _send(services, account, to.email, words)


async def _send(
    services: Services, account: MailAccount, to: str, words: MailWords, name: str = ""
) -> None:
    recipient = ascii_address(to)
    letter = letter_of(account, services.settings.widget.company, recipient, words, name)
    at = Submission(account.server, account.user, account.password, account.variable)
    await submit(at, recipient, account.address, letter)


async def _address_in(services: Services, due: DueMail) -> str:
    """Return what the mail leads to. A link made anew ends the one of an attempt that failed."""
    site = services.environment.public_url
    if due.kind.has_link:
        make = services.password_links.make
        link = await in_thread(make, due.member, _lasts(due.kind))
        return f"{site}/set-password/{link.secret}"
    if due.kind is StaffMailKind.FOLLOW_UP:
        return f"{site}/desk/follow-ups"
    return f"{site}/desk?conversation={quote(due.conversation, safe='')}"


def _lasts(kind: StaffMailKind) -> timedelta:
    return FORGOTTEN_LINK_LASTS if kind is StaffMailKind.FORGOTTEN else LINK_LASTS
