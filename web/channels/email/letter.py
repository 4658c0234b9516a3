"""An outgoing message as a mail with all its headers."""

from __future__ import annotations

from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from core.channels import SecretName
from core.channels.email import choice_tag, compose, message_id, reply_address, reply_subject
from store.channels import Posted, Thread
from web.channels.adapter import Account

# Lines that are not broken for the way would be by servers, within a link for example.
_POLICY = policy.SMTP.clone(max_line_length=78)


def letter_of(account: Account, posted: Posted, thread: Thread) -> EmailMessage:
    """Return a message as a mail in its thread.

    It says that a machine wrote it unless a person did, so that machines do not answer (RFC 3834).
    """
    connection, secret = account.connection, account.secret(SecretName.SECRET)
    mailbox = connection.mailbox
    assert mailbox is not None
    own = mailbox.address
    words = compose(posted.message, _links(account, posted), _footer(account))
    letter = EmailMessage(_POLICY)
    letter["From"] = _named(account.company, own)
    letter["To"] = _bare(posted.recipient)
    answer_to = reply_address(secret, own, posted.id) if mailbox.takes_tags else own
    letter["Reply-To"] = _named(account.company, answer_to)
    letter["Subject"] = reply_subject(thread.subject, f"Your question to {account.company}")
    letter["Date"] = format_datetime(posted.created_at)
    letter["Message-ID"] = message_id(secret, own, posted.id)
    if thread.message_ids:
        letter["In-Reply-To"] = thread.message_ids[-1]
        letter["References"] = " ".join(thread.message_ids)
    if not posted.message.by_person:
        letter["Auto-Submitted"] = "auto-replied"
    letter["X-Auto-Response-Suppress"] = "All"
    letter.set_content(words.plain, cte="quoted-printable")
    letter.add_alternative(words.html, subtype="html", cte="quoted-printable")
    return letter


def envelope_sender(account: Account, posted: int) -> str:
    """Return where a mail comes back to when it can't be delivered: it shows which one it is."""
    mailbox = account.connection.mailbox
    assert mailbox is not None
    if not mailbox.takes_tags:
        return mailbox.address
    return reply_address(account.secret(SecretName.SECRET), mailbox.address, posted)


def _links(account: Account, posted: Posted) -> list[str]:
    if not account.public_url:
        return []
    secret = account.secret(SecretName.SECRET)
    base = f"{account.public_url}/channels/{account.connection.name}/choices"
    places = range(len(posted.message.buttons))
    return [f"{base}/{choice_tag(secret, posted.id, place)}" for place in places]


def _footer(account: Account) -> str:
    return f"{account.company}. Answer this mail to go on with this matter."


def _named(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(name, local, domain)


def _bare(address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address("", local, domain)
