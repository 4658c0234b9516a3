"""Where a mailbox is read and where mails are handed in, as the settings say; no secret."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum


class Encryption(str, Enum):
    """How the way to a mail server is encrypted."""

    TLS = "tls"  # from the first byte
    STARTTLS = "starttls"  # after a greeting
    NONE = "none"  # on this machine only


@dataclass(frozen=True)
class MailServer:
    """One of a provider's two servers."""

    host: str
    port: int
    encryption: Encryption


@dataclass(frozen=True)
class Mailbox:
    """A mailbox that customers write to.

    address: what they write to, and what we write as
    user: who we are to both servers
    folder: the one that is read
    every: how often it is looked into
    trusted: the name with which our own receiving server signs what it has found out about a
        sender (the first word of `Authentication-Results`); "" to believe nobody
    takes_tags: whether the server delivers help+anything@… to help@…
    """

    address: str
    user: str
    incoming: MailServer
    outgoing: MailServer
    folder: str = "INBOX"
    every: timedelta = timedelta(seconds=15)
    trusted: str = ""
    takes_tags: bool = True
