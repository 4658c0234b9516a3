"""An outgoing message as a mail with all its headers."""

from __future__ import annotations

from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from core.announcements import SOLVED_CAUSE
from core.attachments import Attached
from core.channels import NeverSent, SecretName
from core.channels.email import choice_tag, compose, message_id, reply_address, reply_subject
from core.insights import WEEKLY_CAUSE
from store.channels import Posted, Thread
from web.channels.adapter import Account

_POLICY = policy.SMTP.clone(max_line_length=78)
# Headers are broken only where they must be: Python breaks long Message-IDs so that nobody can
# read them.
_HEADERS = policy.SMTP.clone(max_line_length=990)
_MOST_REFERENCES = 900  # characters


def ascii_address(address: str) -> str:
    """Return an address as every mail server takes it; raises NeverSent where it can't be."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise NeverSent("No mail server takes this address. Ask for another one.") from None


def letter_of(account: Account, posted: Posted, recipient: str, thread: Thread) -> EmailMessage:
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
    letter["To"] = _named("", recipient)
    answer_to = reply_address(secret, own, posted.id) if mailbox.takes_tags else own
    letter["Reply-To"] = _named(account.company, answer_to)
    letter["Subject"] = _subject(account, posted, thread)
    letter["Date"] = format_datetime(posted.created_at)
    letter["Message-ID"] = message_id(secret, own, posted.id)
    if thread.message_ids:
        letter["In-Reply-To"] = thread.message_ids[-1]
        letter["References"] = _references(thread)
    if not posted.message.by_person:
        letter["Auto-Submitted"] = "auto-replied"
    letter["X-Auto-Response-Suppress"] = "All"
    letter.set_content(words.plain, cte="quoted-printable")
    letter.add_alternative(words.html, subtype="html", cte="quoted-printable")
    return letter


def _subject(account: Account, posted: Posted, thread: Thread) -> str:
    if posted.cause.startswith(WEEKLY_CAUSE):
        return f"Customers' effort last week, {account.company}"
    if posted.cause.startswith(SOLVED_CAUSE):
        return f"It is solved, {account.company}"
    return reply_subject(thread.subject, f"Your question to {account.company}")


def attach(letter: EmailMessage, attached: Attached, data: bytes) -> None:
    """Put a file into a mail, as an attachment."""
    main, _, sub = attached.type.partition("/")
    letter.add_attachment(data, maintype=main, subtype=sub, filename=attached.name)
    if attached.alt:
        list(letter.iter_attachments())[-1]["Content-Description"] = attached.alt


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


def to_bytes(letter: EmailMessage) -> bytes:
    """Return a mail as it is handed in."""
    return letter.as_bytes(policy=_HEADERS)


def _references(thread: Thread) -> str:
    """Return the newest Message-IDs of a thread, as many as fit into a line."""
    kept: list[str] = []
    for each in reversed(thread.message_ids):
        if sum(map(len, kept)) + len(kept) + len(each) > _MOST_REFERENCES:
            break
        kept.insert(0, each)
    return " ".join(kept)
