"""A mail provider on this machine, and a customer with a mail program."""

from __future__ import annotations

import re
import uuid
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses, make_msgid
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as SmtpServer
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

from core.channels.email import choice_tag
from launch.running.ports import free_port
from tests.support.vendors.imap import Encrypted, Folder, ImapServer
from tests.support.waiting import PATIENCE

OWN, PASSWORD = "help@tern.example", "mail-password-of-tests"
SECRET = "mail_secret_of_tests_long_enough"
LONGEST_LINE = 998  # octets
_CHOICE = re.compile(r"^(\d+)\. (.+)\n {3}(https?://\S+)", re.M)
_NUMBERED = re.compile(r"^(\d+)\. (.+)$", re.M)


@dataclass(frozen=True)
class Got:
    """A mail that a customer has got."""

    mail: EmailMessage
    envelope: str
    to: str

    @property
    def plain(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    @property
    def choices(self) -> dict[str, int]:
        """The numbers of the choices, which stand below the steps of an article."""
        numbered = [(int(number), label) for number, label in _NUMBERED.findall(self.plain)]
        first = max((place for place, each in enumerate(numbered) if each[0] == 1), default=0)
        return {label: number for number, label in numbered[first:]}

    def _part(self, kind: str) -> str:
        part = self.mail.get_body((kind,))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")


class MailVendor:
    """Refuses what servers on the way would refuse, and delivers the answers of customers."""

    def __init__(self, effie: str = "", name: str = "mail", over: Encrypted | None = None) -> None:
        self.effie, self.name = effie, name
        self.got: list[Got] = []
        self.refused: list[str] = []
        self.nobody: set[str] = set()  # addresses that do not exist
        self.answers: deque[str] = deque()  # what the server says to the next mails instead
        self.customer = f"ana-{uuid.uuid4().hex[:8]}@customer.example"
        self._imap = ImapServer(OWN, PASSWORD, over)
        self._smtp = Controller(
            self,
            hostname="127.0.0.1",
            port=free_port(),
            authenticator=self._known,
            auth_required=True,
            auth_require_tls=over is not None and not over.begins,
            ssl_context=over.context if over and over.begins else None,
            tls_context=over.context if over and not over.begins else None,
            require_starttls=over is not None and not over.begins,
        )

    def __enter__(self) -> Self:
        self._imap.start()
        self._smtp.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._smtp.stop()
        self._imap.stop()

    @property
    def imap(self) -> ImapServer:
        return self._imap

    @property
    def inbox(self) -> Folder:
        return self._imap.folders["INBOX"]

    @property
    def settings(self) -> dict[str, Any]:
        return {
            "label": "E-mail",
            "account": OWN,
            "every_seconds": 1,
            "imap": {"host": "127.0.0.1", "port": self._imap.port, "encryption": "none"},
            "smtp": {"host": "127.0.0.1", "port": self._smtp.port, "encryption": "none"},
        }

    async def handle_RCPT(
        self, server: SmtpServer, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if address in self.nobody:
            return f"550 5.1.1 <{address}>: User unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SmtpServer, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        if self.answers:
            return self.answers.popleft()
        mail = message_from_bytes(content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        if why := _wrong_with(mail, content, str(envelope.mail_from)):
            self.refused.append(why)
            return f"554 5.6.0 {why}"
        self.got += [Got(mail, str(envelope.mail_from), to) for to in envelope.rcpt_tos]
        return "250 OK"

    def say(self, text: str, subject: str = "", who: str = "", **headers: str) -> None:
        """Write a mail; an answer to the last one that was got, unless there is a subject."""
        last = self.got_by(who)[-1] if self.got_by(who) and not subject else None
        self.deliver(
            self.answer(last, text, who, **headers)
            if last
            else self.mail(text, subject, who, **headers)
        )

    def mail(self, text: str, subject: str = "", who: str = "") -> EmailMessage:
        """A mail as programs write them."""
        mail = EmailMessage()
        mail["From"] = f"Ana <{who or self.customer}>"
        mail["To"] = OWN
        mail["Subject"] = subject
        mail["Date"] = format_datetime(datetime.now(UTC))
        mail["Message-ID"] = make_msgid(domain="customer.example")
        mail.set_content(text)
        return mail

    def answer(self, to: Got, text: str, who: str = "") -> EmailMessage:
        """An answer as programs write them: quoted below, to where the mail asks for it."""
        quoted = "\n".join(f"> {line}".rstrip() for line in to.plain.splitlines())
        head = f"On Thu, Nov 26, 2026 at 10:02 AM Tern <{OWN}> wrote:"
        mail = self.mail(f"{text}\n\n{head}\n\n{quoted}\n", str(to.mail["Subject"]), who)
        mail.replace_header("To", str(to.mail["Reply-To"]))
        mail["In-Reply-To"] = str(to.mail["Message-ID"])
        mail["References"] = f"{to.mail.get('References', '')} {to.mail['Message-ID']}".strip()
        return mail

    def bounce(self, of: Got, status: str = "5.1.1", action: str = "failed") -> None:
        """What a mail server sends back, to the sender of the envelope."""
        lines = [
            *("Return-Path: <>", "From: Mail Delivery <MAILER-DAEMON@mx.example>"),
            *(f"To: {of.envelope}", "Subject: Undelivered", f"Message-ID: {make_msgid()}"),
            *("Auto-Submitted: auto-replied", "MIME-Version: 1.0"),
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
            *("", "--b", "Content-Type: text/plain", "", "It could not be delivered."),
            *("--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example"),
            *("", f"Final-Recipient: rfc822; {of.to}", f"Action: {action}", f"Status: {status}"),
            *(f"Diagnostic-Code: smtp; 550 {status} No such user", ""),
            *("--b", "Content-Type: text/rfc822-headers", ""),
            *(f"Message-ID: {of.mail['Message-ID']}", "", "--b--", ""),
        ]
        self.deliver("\r\n".join(lines).encode())

    def deliver(self, mail: EmailMessage | bytes, at: datetime | None = None) -> int:
        """Put a mail into our mailbox."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes(policy=policy.SMTP)
        with self._imap.lock:
            return self.inbox.put(raw, at)

    def got_by(self, who: str = "") -> list[Got]:
        return [got for got in list(self.got) if got.to == (who or self.customer)]

    def shown(self) -> list[dict[str, Any]]:
        """What customers read, with the buttons."""
        return [
            {
                "text": got.plain,
                "to": got.to,
                "buttons": [
                    {"label": label, "choice": link}
                    for _, label, link in _CHOICE.findall(got.plain)
                ],
            }
            for got in list(self.got)
        ]

    def tap(self, label: str) -> httpx.Response:
        """Follow the last link with this label, as a person does: look, then press the button."""
        links = [b["choice"] for m in self.shown() for b in m["buttons"] if b["label"] == label]
        page = self.follow(links[-1])
        assert page.status_code == 200, page.text
        return self.follow(links[-1], "POST")

    def link(self, got: Got, label: str) -> str:
        """Where a choice of a mail leads, also where Effie does not know its own address."""
        found = re.search(r"\+r(\d+)-", str(got.mail["Reply-To"]))
        assert found
        assert label in got.choices, got.plain
        tag = choice_tag(SECRET, int(found[1]), got.choices[label] - 1)
        return f"/channels/{self.name}/choices/{tag}"

    def follow(self, link: str, method: str = "GET") -> httpx.Response:
        """Ask for a link; whatever its host, we are the one behind it."""
        url = f"{self.effie}{urlsplit(link).path}"
        return httpx.request(method, url, timeout=PATIENCE, trust_env=False)

    @staticmethod
    def _known(
        server: SmtpServer, session: Session, envelope: Envelope, mechanism: str, given: Any
    ) -> AuthResult:
        is_ours = isinstance(given, LoginPassword) and given == LoginPassword(
            OWN.encode(), PASSWORD.encode()
        )
        return AuthResult(success=is_ours, handled=is_ours)


def _wrong_with(mail: EmailMessage, content: bytes, envelope: str) -> str:
    """Tell what a server on the way would refuse."""
    head = content.partition(b"\r\n\r\n")[0]
    if not head.isascii():
        return "a header is not ASCII"
    if any(len(line) > LONGEST_LINE for line in content.split(b"\r\n")):
        return "a line is too long"
    for name in ("From", "To", "Date", "Message-ID", "Subject", "MIME-Version"):
        if len(mail.get_all(name, [])) != 1:
            return f"{name} does not stand there once"
    if len(getaddresses([str(mail["To"])])) != 1:
        return "it is to several people"
    own, domain = OWN.split("@")
    if not envelope.startswith(own) or not envelope.endswith(f"@{domain}"):
        return "somebody else's envelope"
    if len(envelope.rpartition("@")[0]) > 64:
        return "the local part is too long"
    if mail.get_body(("plain",)) is None or mail.get_body(("html",)) is None:
        return "it has not both texts"
    return ""


def with_headers(mail: EmailMessage, **headers: str) -> EmailMessage:
    """The mail with these headers in place of its own; "_" stands for "-"."""
    for name, value in headers.items():
        del mail[name.replace("_", "-")]
        mail[name.replace("_", "-")] = value
    return mail
