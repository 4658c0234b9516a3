"""What a connection costs, per kind: the processor's time for a message in and one out, and memory.

`python -m benchmarks.connections`. Nothing is sent anywhere: the vendor answers in this process.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import time
import tracemalloc
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha1, sha256
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx

from core.channels import (
    Connection,
    Delivery,
    Encryption,
    Kind,
    Mailbox,
    MailServer,
    Mark,
    Said,
    SecretName,
    Style,
    Styled,
    capability_of,
    lay_out,
)
from core.conversations import Privacy, article_button
from store.channels import Mails, Posted, Thread
from store.database import Database
from web.channels.accounts import ADAPTERS
from web.channels.adapter import Account, Received
from web.channels.email.imap import Fetched
from web.channels.email.letter import letter_of, to_bytes
from web.channels.email.taking import take_mail

SITE, SECRET, TIMES, MANY = "https://tern.example", "c2VjcmV0" * 4, 1000, 1000
WORDS = "how do I change the PIN of my card? 😀 é"
_ANSWER = (
    "Change your card's PIN\n\n" + "Open the app and choose the card, then its settings. " * 12
)
_TAKEN = {
    **{"ok": True, "channel": "D1", "ts": "1.1", "sid": "SM1", "message_id": "m1"},
    **{"messages": [{"id": "wamid.1"}], "result": {"message_id": 1}},
}


_FRESH = (Delivery.QUEUED, "", 0)


@dataclass(frozen=True)
class Sample:
    """What a vendor delivers. account: our own with it"""

    account: str
    body: Mapping[str, Any]
    number: str = ""

    @property
    def is_form(self) -> bool:
        return bool(self.number)


def samples() -> dict[Kind, Sample]:
    """Return one written message of each kind of vendor that delivers."""
    person = {"id": 42, "is_bot": False, "first_name": "Ana", "language_code": "en"}
    chat = {"id": 42, "type": "private"}
    told = {"message_id": 1, "date": 1, "from": person, "chat": chat, "text": WORDS}
    text = {"id": "wamid.1", "from": "49155", "timestamp": "1", "type": "text"}
    value = {"metadata": {"phone_number_id": "9"}, "messages": [{**text, "text": {"body": WORDS}}]}
    meta = {"sender": {"id": "7"}, "timestamp": 1000, "message": {"mid": "m1", "text": WORDS}}
    event = {"type": "message", "user": "U1", "ts": "1.1", "channel": "D1", "text": WORDS}
    form = {"MessageSid": "SM1", "AccountSid": "AC1", "From": "+49155", "To": "+15", "Body": WORDS}
    entry = {"id": "9", "messaging": [meta]}
    change = {"field": "messages", "value": value}
    whatsapp = {"object": "whatsapp_business_account", "entry": [{"changes": [change]}]}
    mine = {"type": "message", "from": {"id": "ana"}, "text": WORDS}
    slack = {"type": "event_callback", "team_id": "T1", "event": event}
    return {
        Kind.TELEGRAM: Sample("", {"update_id": 1, "message": told}),
        Kind.WHATSAPP: Sample("9", whatsapp),
        Kind.TWILIO: Sample("AC1", form, "+15"),
        Kind.MESSENGER: Sample("9", {"object": "page", "entry": [entry]}),
        Kind.INSTAGRAM: Sample("9", {"object": "instagram", "entry": [entry]}),
        Kind.SLACK: Sample("T1", slack),
        Kind.WEBHOOK: Sample("", mine),
    }


def delivered(kind: Kind, sample: Sample) -> Received:
    """Return a delivery that is signed as the vendor signs it."""
    body = (urlencode if sample.is_form else json.dumps)(sample.body).encode()
    at = str(int(time.time()))
    key = SECRET.encode()
    by_meta = {"x-hub-signature-256": "sha256=" + hmac.new(key, body, sha256).hexdigest()}
    fields = sorted(parse_qsl(body.decode()))
    signed = f"{SITE}/channels/{kind.value}" + "".join(name + value for name, value in fields)
    ours = hmac.new(b64decode(SECRET), f"1.{at}.".encode() + body, sha256).digest()
    by_slack = hmac.new(key, f"v0:{at}:".encode() + body, sha256).hexdigest()
    headers = {
        Kind.TELEGRAM: {"x-telegram-bot-api-secret-token": SECRET},
        Kind.TWILIO: {
            "x-twilio-signature": b64encode(hmac.new(key, signed.encode(), sha1).digest()).decode()
        },
        Kind.SLACK: {"x-slack-request-timestamp": at, "x-slack-signature": f"v0={by_slack}"},
        Kind.WEBHOOK: {
            **{"webhook-id": "1", "webhook-timestamp": at},
            "webhook-signature": f"v1,{b64encode(ours).decode()}",
        },
    }.get(kind, by_meta)
    return Received(headers, body, {})


def account(kind: Kind, sample: Sample, client: httpx.AsyncClient) -> Account:
    """Return a connection of a kind."""
    name = kind.value
    found = Connection(name, kind, name, "https://vendor.example", sample.account)
    found = replace(found, number=sample.number)
    secrets = dict.fromkeys(SecretName, SECRET)
    return Account(found, secrets, client, Mails(Database("sqlite://")), SITE)


async def measure(kind: Kind, sample: Sample) -> tuple[float, float, float]:
    """Return milliseconds for a message in, for one out, and kilobytes of a connection."""
    transport = httpx.MockTransport(_take)
    async with httpx.AsyncClient(transport=transport) as client:
        ours, adapter = account(kind, sample, client), ADAPTERS[kind]
        received = delivered(kind, sample)

        def take_in() -> None:
            adapter.check(ours, received)
            assert adapter.read(ours, received)[0].text == WORDS

        async def send() -> None:
            (message,) = lay_out([_answer()], capability_of(ours.connection))
            at = datetime.now(UTC)
            await adapter.send(ours, Posted(7, kind.value, "42", "c", message, *_FRESH, at))

        inward = _milliseconds(take_in)
        began = time.process_time()
        for _ in range(TIMES):
            await send()
        outward = (time.process_time() - began) / TIMES * 1000
        return inward, outward, _kilobytes(kind, client)


async def measure_mailbox() -> tuple[float, float, float]:
    """Return the same of a mailbox: a mail as it was fetched, and one as it is handed in."""
    server = MailServer("127.0.0.1", 25, Encryption.NONE)
    mailbox = Mailbox("help@tern.example", "help", server, server)
    raw = (
        f"From: Ana <ana@customer.example>\r\nTo: {mailbox.address}\r\nSubject: My card\r\n"
        "Message-ID: <1@customer.example>\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"\r\n{WORDS}\r\n"
    ).encode()
    async with httpx.AsyncClient(transport=httpx.MockTransport(_take)) as client:
        ours = account(Kind.EMAIL, Sample(mailbox.address, {}), client)
        ours = replace(ours, connection=replace(ours.connection, mailbox=mailbox))
        privacy = Privacy()

        def take_in() -> None:
            taken = take_mail(ours, Fetched(1, datetime.now(UTC), raw), privacy)
            assert [each.text for each in taken.arrivals] == [WORDS]

        def write() -> None:
            (message,) = lay_out([_answer()], capability_of(ours.connection))
            at = datetime.now(UTC)
            posted = Posted(7, "email", "ana@customer.example", "c", message, *_FRESH, at)
            to_bytes(letter_of(ours, posted, posted.recipient, Thread("My card", ("<1@x>",))))

        return _milliseconds(take_in), _milliseconds(write), _kilobytes(Kind.EMAIL, client, mailbox)


def _answer() -> Said:
    buttons = [article_button(f"way_{n}", f"Way {n}") for n in range(3)]
    return Said(1, Styled(_ANSWER, (Mark(Style.BOLD, 0, 14),)), tuple(buttons))


def _milliseconds(job: Callable[[], None]) -> float:
    began = time.process_time()
    for _ in range(TIMES):
        job()
    return (time.process_time() - began) / TIMES * 1000


def _kilobytes(kind: Kind, client: httpx.AsyncClient, mailbox: Mailbox | None = None) -> float:
    """What the process holds of each of many connections: the settings, the secrets, no more."""
    mails = Mails(Database("sqlite://"))
    tracemalloc.start()
    kept = [
        Account(
            Connection(
                f"{kind.value}-{n}",
                kind,
                f"Label {n}",
                f"https://v{n}.example",
                f"{n}",
                mailbox and replace(mailbox, address=f"help{n}@tern.example"),
            ),
            {name: f"{SECRET}{n}" for name in SecretName},
            client,
            mails,
        )
        for n in range(MANY)
    ]
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / len(kept) / 1000


def _take(request: httpx.Request) -> httpx.Response:
    made = 201 if "Messages.json" in request.url.path else 200
    return httpx.Response(made, json=_TAKEN)


def main() -> None:
    """Print a row for each kind."""
    print("| kind | in, ms | out, ms | memory, kB |\n| --- | --- | --- | --- |")
    for kind, sample in samples().items():
        _print(kind, *asyncio.run(measure(kind, sample)))
    _print(Kind.EMAIL, *asyncio.run(measure_mailbox()))


def _print(kind: Kind, inward: float, outward: float, kilobytes: float) -> None:
    print(f"| {kind.value} | {inward:.3f} | {outward:.2f} | {kilobytes:.1f} |")


if __name__ == "__main__":
    main()
