"""Handing a mail in at the provider's server."""

from __future__ import annotations

from email.message import EmailMessage

import aiosmtplib

from core.channels import Encryption, NeverSent, NotSent, NotSentNow, SecretName
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


async def hand_in(account: Account, recipient: str, envelope: str, letter: EmailMessage) -> None:
    """Hand a mail in; raises NotSent.

    envelope: where it comes back to if it can't be delivered
    """
    mailbox = account.connection.mailbox
    assert mailbox is not None
    server = mailbox.outgoing
    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.encryption is Encryption.TLS,
        start_tls=server.encryption is Encryption.STARTTLS,
        timeout=_TIMEOUT,
    )
    try:
        async with client:
            await client.login(mailbox.user, account.secret(SecretName.TOKEN))
            await client.sendmail(envelope, [recipient], to_bytes(letter))
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        raise _explained(account, error) from error


def _explained(account: Account, error: Exception) -> NotSent:
    """Return what is said of a failure, and whether it is one for good."""
    server, variable = "The mail server", account.connection.variable(SecretName.TOKEN)
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        reason = f"{server} does not accept {variable}."
        return NotSentNow(reason, _WAIT_FOR_PASSWORD, everybody=True)
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return _refused(error.recipients[0].code, error.recipients[0].message)
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return _refused(error.code, error.message)
    mailbox = account.connection.mailbox
    unproven = not_proven(mailbox.outgoing, error) if mailbox else ""
    reason = unproven or f"{server} can't be reached: {error}"
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
