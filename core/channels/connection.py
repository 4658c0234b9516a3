"""Connections: the messengers, mailboxes and webhooks that customers write through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from core.channels.mailbox import Mailbox


class Kind(str, Enum):
    """What a connection speaks."""

    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"
    TWILIO = "twilio"
    MESSENGER = "messenger"
    INSTAGRAM = "instagram"
    SLACK = "slack"
    EMAIL = "email"
    WEBHOOK = "webhook"


class SecretName(str, Enum):
    """What a vendor's secret is for."""

    TOKEN = "token"  # noqa: S105  # we show it to the vendor
    SECRET = "secret"  # noqa: S105  # the vendor signs with it
    VERIFY = "verify"  # the vendor shows it once, when the webhook is registered


_OF_META = (SecretName.TOKEN, SecretName.SECRET, SecretName.VERIFY)
NEEDED: Mapping[Kind, tuple[SecretName, ...]] = {
    Kind.TELEGRAM: (SecretName.TOKEN, SecretName.SECRET),
    Kind.WHATSAPP: _OF_META,
    Kind.MESSENGER: _OF_META,
    Kind.INSTAGRAM: _OF_META,
    Kind.TWILIO: (SecretName.TOKEN,),  # the account's, which Twilio signs with as well
    Kind.SLACK: (SecretName.TOKEN, SecretName.SECRET),
    # The mailbox's password, and what we sign links and addresses with.
    Kind.EMAIL: (SecretName.TOKEN, SecretName.SECRET),
    Kind.WEBHOOK: (SecretName.SECRET,),
}
PUBLIC_URL = "EFFIE_PUBLIC_URL"
_SIGN_THE_ADDRESS = frozenset({Kind.TWILIO})  # under which they reach us
_WHATSAPP = "whatsapp:"
CONNECTION_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}\Z")
# The variables of these names belong to the service itself.
RESERVED_NAMES = frozenset({"identity", "web"})


@dataclass(frozen=True)
class Template:
    """A message that the vendor has approved, sent where it takes no other; one gap for words.

    language: as the vendor writes it, "en" or "en_GB"; "" where the name says it
    """

    name: str
    language: str


@dataclass(frozen=True)
class Connection:
    """One of the company's accounts with a vendor, as the settings name it.

    label: what agents and customers call it
    api: the vendor's base address, without "/" at its end
    account: the vendor's own id of our account (a bot's name, a telephone number's id, an e-mail
        address); "" for none
    mailbox: of e-mail alone, where it is
    chat: where customers open a chat with us, for links; "" for the vendor's own address
    number: of Twilio alone, the telephone number that customers write to, as Twilio writes it
    template: what is sent where the vendor takes nothing else any more; None for nothing
    """

    name: str
    kind: Kind
    label: str
    api: str
    account: str = ""
    mailbox: Mailbox | None = None
    template: Template | None = None
    chat: str = ""
    number: str = ""

    @property
    def is_whatsapp(self) -> bool:
        """Whether customers write here with WhatsApp, whoever carries it."""
        return self.kind is Kind.WHATSAPP or self.number.startswith(_WHATSAPP)

    def variable(self, secret: SecretName) -> str:
        """Return the environment variable that holds a secret."""
        own = re.sub(r"[^A-Z0-9]", "_", self.name.upper())
        return f"EFFIE_{own}_{secret.name}"

    def missing(self, variables: Mapping[str, str]) -> tuple[str, ...]:
        """Return the variables that have to be set before it can be used; none if it can."""
        needed = [self.variable(secret) for secret in NEEDED[self.kind]]
        if self.kind in _SIGN_THE_ADDRESS:
            needed.append(PUBLIC_URL)
        return tuple(variable for variable in needed if not variables.get(variable))


@dataclass(frozen=True)
class Connections:
    """All connections of the settings, by name."""

    by_name: Mapping[str, Connection] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Connection]:
        return iter(self.by_name.values())

    def usable(self, variables: Mapping[str, str]) -> tuple[Connection, ...]:
        """Return those whose secrets are set; the others are off."""
        return tuple(each for each in self if not each.missing(variables))
