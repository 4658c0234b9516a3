"""A mail to a member of staff with all its headers."""

from __future__ import annotations

from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from html import escape

from core.staff_mail import MailAccount, MailWords
from store.clock import now

_POLICY = policy.SMTP.clone(max_line_length=78)
_NAMED = ("http://", "https://")


def letter_of(
    account: MailAccount, company: str, recipient: str, words: MailWords, name: str = ""
) -> EmailMessage:
    """Return a mail.

    name: what its Message-ID is made of, the same at every attempt; "" for one that has no second

    It says that a machine wrote it, so that machines do not answer (RFC 3834).
    """
    domain = account.address.rpartition("@")[2]
    letter = EmailMessage(_POLICY)
    letter["From"] = _address(company, account.address)
    letter["To"] = _address("", recipient)
    letter["Subject"] = " ".join(words.subject.split())
    letter["Date"] = format_datetime(now())
    letter["Message-ID"] = f"<{name}@{domain}>" if name else make_msgid(domain=domain)
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Auto-Response-Suppress"] = "All"
    letter.set_content("\n\n".join(words.paragraphs) + "\n", cte="quoted-printable")
    html = "".join(f"<p>{_in_html(each)}</p>" for each in words.paragraphs)
    letter.add_alternative(html, subtype="html", cte="quoted-printable")
    return letter


def _in_html(paragraph: str) -> str:
    shown = escape(paragraph).replace("\n", "<br>")
    is_link = paragraph.startswith(_NAMED) and len(paragraph.split()) == 1
    return f'<a href="{shown}">{shown}</a>' if is_link else shown


def _address(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(name, local, domain)
