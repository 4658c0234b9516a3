"""Mail goes over lines that nobody can listen to, and to nobody who does not prove who they are."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
import trustme

from core.channels import (
    Connection,
    Encryption,
    Kind,
    Mailbox,
    MailServer,
    NotSentNow,
    SecretName,
)
from store.channels import Mails
from store.database import Database
from tests.support.vendors.imap import Encrypted
from tests.support.vendors.mail import OWN, PASSWORD, MailVendor
from web.channels.adapter import Account
from web.channels.email.imap import MailboxAway, open_mailbox
from web.channels.email.smtp import hand_in

NOT_ASKED = Database("sqlite://")
WAYS = [Encryption.TLS, Encryption.STARTTLS]


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """An authority that this machine trusts for the length of the test."""
    authority = trustme.CA()
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return authority


@pytest.fixture(params=WAYS, ids=lambda way: way.value)
def way(request: pytest.FixtureRequest) -> Encryption:
    way: Encryption = request.param
    return way


def context(authority: trustme.CA, name: str = "localhost") -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(made)
    return made


def serving(way: Encryption, made: ssl.SSLContext) -> Iterator[MailVendor]:
    with MailVendor(over=Encrypted(made, begins=way is Encryption.TLS)) as provider:
        yield provider


@pytest.fixture
def provider(way: Encryption, authority: trustme.CA) -> Iterator[MailVendor]:
    yield from serving(way, context(authority))


@pytest.fixture
def stranger(way: Encryption, authority: trustme.CA) -> Iterator[MailVendor]:
    """A server in place of ours, with a certificate of its own making."""
    yield from serving(way, context(trustme.CA()))


@pytest.fixture
def other(way: Encryption, authority: trustme.CA) -> Iterator[MailVendor]:
    """A server that is known, under another name."""
    yield from serving(way, context(authority, "mail.elsewhere.example"))


def mailbox(provider: MailVendor, way: Encryption) -> Mailbox:
    imap, smtp = (provider.settings[key]["port"] for key in ("imap", "smtp"))
    incoming = MailServer("localhost", imap, way)
    return Mailbox(OWN, OWN, incoming, MailServer("localhost", smtp, way))


def send(provider: MailVendor, way: Encryption) -> None:
    connection = Connection("mail", Kind.EMAIL, "E-mail", "", OWN, mailbox(provider, way))
    secrets = {SecretName.TOKEN: PASSWORD}
    account = Account(connection, secrets, httpx.AsyncClient(), Mails(NOT_ASKED))
    asyncio.run(hand_in(account, provider.customer, OWN, letter(provider)))


def letter(provider: MailVendor) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = OWN, provider.customer, "Your question"
    mail["Message-ID"], mail["Date"] = "<1@tern.example>", "Thu, 26 Nov 2026 10:00:00 +0000"
    mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"] = "auto-replied", "All"
    mail.set_content("It is done.")
    mail.add_alternative("<p>It is done.</p>", subtype="html")
    return mail


def test_mail_is_read_over_an_encrypted_line(provider: MailVendor, way: Encryption) -> None:
    provider.say("my card is lost")
    with open_mailbox(mailbox(provider, way), PASSWORD) as opened:
        assert b"my card is lost" in opened.fetch(opened.last_uid()).raw  # type: ignore[union-attr]
    assert provider.imap.in_clear == []


def test_mail_is_handed_in_over_an_encrypted_line(provider: MailVendor, way: Encryption) -> None:
    send(provider, way)
    assert [got.plain.strip() for got in provider.got_by()] == ["It is done."]


@pytest.mark.parametrize("server", ["stranger", "other"])
def test_who_does_not_prove_who_they_are_gets_no_password(
    way: Encryption, server: str, request: pytest.FixtureRequest
) -> None:
    provider: MailVendor = request.getfixturevalue(server)
    with (
        pytest.raises(MailboxAway, match="prove with its certificate"),
        open_mailbox(mailbox(provider, way), PASSWORD),
    ):
        pytest.fail("it was opened")
    with pytest.raises(NotSentNow, match="prove with its certificate") as refused:
        send(provider, way)
    assert refused.value.everybody
    assert (provider.got, provider.imap.in_clear, provider.imap.fetched) == ([], [], [])


def test_a_server_that_offers_no_encryption_gets_no_password(authority: trustme.CA) -> None:
    """Somebody on the way may have taken the offer out."""
    way = Encryption.STARTTLS
    with MailVendor() as provider:
        with (
            pytest.raises(MailboxAway, match="TLS"),
            open_mailbox(mailbox(provider, way), PASSWORD),
        ):
            pytest.fail("it was opened")
        with pytest.raises(NotSentNow, match="can't be reached"):
            send(provider, way)
        assert (provider.got, provider.imap.in_clear) == ([], [])
