"""The server through which members of staff are written to."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from core.channels import Connection, Encryption, MailServer, SecretName
from core.environment import Environment

_ENCRYPTIONS = {
    "smtps": Encryption.TLS,
    "smtp": Encryption.STARTTLS,
    "smtp+plain": Encryption.NONE,
}


@dataclass(frozen=True)
class MailAccount:
    """Where mails are handed in, and as whom.

    address: what they are written from
    variable: of the environment, in which the password stands
    """

    address: str
    server: MailServer
    user: str
    password: str = field(repr=False)
    variable: str


def read_mail_account(environment: Environment, mailbox: Connection | None) -> MailAccount | None:
    """Return the server of the environment, else that of the mailbox for customers, if any."""
    if environment.mail_url:
        parts = urlsplit(environment.mail_url)
        encryption = _ENCRYPTIONS[parts.scheme]
        server = MailServer(parts.hostname or "", parts.port or 0, encryption)
        password, variable = environment.mail_password, "EFFIE_MAIL_PASSWORD"
        return MailAccount(environment.mail_from, server, environment.mail_user, password, variable)
    if mailbox is None or mailbox.mailbox is None:
        return None
    variable = mailbox.variable(SecretName.TOKEN)
    password = environment.connection_secrets[variable]
    of = mailbox.mailbox
    return MailAccount(of.address, of.outgoing, of.user, password, variable)
