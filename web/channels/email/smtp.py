"""Handing a mail in at the provider's server."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import EmailMessage

import aiosmtplib

from core.channels import Encryption, MailServer, NeverSent, NotSent, NotSentNow, SecretName
from core.channels.email import in_words, is_nobody
from web.channels.adapter import Account
from web.channels.email.certificates import not_proven
from web.channels.email.letter import to_bytes

_TIMEOUT = 30.0  # seconds
_FOR_EVER = range(500, 600)
_NO_ROOM = 552
_TOO_BIG = frozenset({"5.2.3", "5.3.4"})
_WAIT_FOR_PASSWORD = 60.0
_WAIT_FOR_SERVER = 10.0


class TooLarge(NeverSent):
    """The mail server takes no mail of this size."""


@dataclass(frozen=True)
class Submission:
    """Where mails are handed in, and as whom; variable: of the environment, with the password."""

    server: MailServer
    user: str
    password: str = field(repr=False)
    variable: str


async def hand_in(account: Account, recipient: str, envelope: str, letter: EmailMessage) -> None:
    """Hand a mail in from a mailbox; raises NotSent.

    envelope: where it comes back to if it can't be delivered
    """
    mailbox = account.connection.mailbox
    assert mailbox is not None
    password, variable = SecretName.TOKEN, account.connection.variable(SecretName.TOKEN)
    at = Submission(mailbox.outgoing, mailbox.user, account.secret(password), variable)
    await submit(at, recipient, envelope, letter)


async def submit(at: Submission, recipient: str, envelope: str, letter: EmailMessage) -> None:
    """Hand a mail in at a server; raises NotSent."""
    client = aiosmtplib.SMTP(
        hostname=at.server.host,
        port=at.server.port,
        use_tls=at.server.encryption is Encryption.TLS,
        start_tls=at.server.encryption is Encryption.STARTTLS,
        timeout=_TIMEOUT,
    )
    try:
        async with client:
            await client.login(at.user, at.password)
            await client.sendmail(envelope, [recipient], to_bytes(letter))
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        raise _explained(at, error) from error


def _explained(at: Submission, error: Exception) -> NotSent:
    """Return what is said of a failure, and whether it is one for good."""
    server = "The mail server"
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        reason = f"{server} does not accept {at.variable}."
        return NotSentNow(reason, _WAIT_FOR_PASSWORD, everybody=True)
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return _refused(error.recipients[0].code, error.recipients[0].message)
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return _refused(error.code, error.message)
    reason = not_proven(at.server, error) or f"{server} can't be reached: {error}"
    return NotSentNow(reason, _WAIT_FOR_SERVER, everybody=True)


def _refused(code: int, told: str) -> NotSent:
    words = " ".join(told.split())
    status = words.partition(" ")[0]
    if (code == _NO_ROOM and status != "5.2.2") or status in _TOO_BIG:
        return TooLarge(in_words("", f"{code} {words}"))
    if code in _FOR_EVER:
        reason = in_words(status if status.startswith("5.") else "", f"{code} {words}")
        return NeverSent(reason, unreachable=is_nobody(status))
    return NotSentNow(f"The mail server asks to try again later ({code} {words[:300]}).")
