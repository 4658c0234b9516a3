"""The generic webhook: JSON both ways, signed as Standard Webhooks have it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from standardwebhooks import Webhook as Signer
from standardwebhooks import WebhookVerificationError
from standardwebhooks.webhooks import EmptyWebhookSecretError

from core.channels import (
    UNKNOWN_SHAPE,
    Arrival,
    Brought,
    Delivery,
    FileNotTaken,
    Forged,
    NotSentNow,
    SecretName,
    Style,
    What,
    make_token,
)
from core.errors import Unavailable
from store.channels import Posted
from web.channels.adapter import (
    Account,
    Received,
    call,
    is_busy,
    items,
    mapping,
    moment,
    read_json,
    refused,
    retry_after,
    word,
)
from web.channels.files import FileOut, as_links, fetch_address

_OK = range(200, 300)
_WHAT = {
    "message": What.WORDS,
    "begun": What.BEGUN,
    "edited": What.EDITED,
    "deleted": What.DELETED,
    "status": What.STATUS,
}


class Webhook:
    """See docs/channels/webhook.md for the shapes."""

    def check(self, account: Account, received: Received) -> None:
        """Five minutes either way are the standard's tolerance of the signed time."""
        signer = _signer(account)
        try:
            signer.verify(received.body, dict(received.headers), json_parse=False)
        except (WebhookVerificationError, ValueError):
            raise Forged from None

    def challenge(self, account: Account, received: Received) -> str:
        raise Forged

    def private_link(self, account: Account) -> str:
        return ""

    def read(self, account: Account, received: Received) -> list[Arrival]:
        body = read_json(received.body)
        what, sender = _WHAT.get(word(body.get("type"))), mapping(body.get("from"))
        name = word(sender.get("id"))
        if what is None or not name or not (told := _delivery(body, what)):
            return [UNKNOWN_SHAPE]
        token = word(body.get("choice"))
        return [
            Arrival(
                id=received.headers["webhook-id"],
                what=What.TAP if token and what is What.WORDS else what,
                sender=name,
                at=moment(body.get("at")) or moment(received.headers["webhook-timestamp"]),
                text=word(body.get("text")),
                token=token,
                name=word(sender.get("name")),
                language=word(sender.get("language")),
                about=word(body.get("message")),
                delivery=told[0],
                reason=word(body.get("reason")),
                files=_files(body) if what is What.WORDS else (),
            )
        ]

    async def send(self, account: Account, posted: Posted) -> str:
        return await self._send(account, posted, _body(posted))

    async def send_files(self, account: Account, posted: Posted, files: Sequence[FileOut]) -> str:
        """Say in words and in a list where they are: who knows nothing of files shows the words."""
        if not all(file.url for file in files):
            raise FileNotTaken
        told = [{"url": f.url, "name": f.attached.name, "type": f.attached.type} for f in files]
        return await self._send(account, posted, _body(as_links(account, posted)) | {"files": told})

    async def _send(self, account: Account, posted: Posted, content: Mapping[str, Any]) -> str:
        """The id is the same at every attempt: who has it already knows it for a copy."""
        name = f"effie-{posted.id}"
        body = json.dumps(content, ensure_ascii=False)
        at = datetime.now(UTC)
        signature = _signer(account).sign(name, at, body)
        headers = {
            "webhook-id": name,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": signature,
        }
        answer = await call(account, "", body.encode(), headers)
        if answer.status_code in _OK:
            return name
        if is_busy(answer):
            raise NotSentNow("It takes no more for the moment.", retry_after(answer), True)
        raise refused(account, answer.status_code, answer.text)

    async def fetch(self, account: Account, file: Brought) -> bytes:
        """Fetch it from the server of `api` alone, and show there nothing but the address."""
        return await fetch_address(account, file, ())

    async def acknowledge(self, account: Account, arrival: Arrival) -> None:
        return None


def _files(body: Mapping[str, Any]) -> tuple[Brought, ...]:
    return tuple(map(_file, items(body.get("files"))))


def _file(told: Mapping[str, Any]) -> Brought:
    return Brought(
        file=word(told.get("url")),
        name=word(told.get("name")),
        type=word(told.get("type")),
        data=word(told.get("data")),
    )


def _signer(account: Account) -> Signer:
    try:
        return Signer(account.secret(SecretName.SECRET))
    except (EmptyWebhookSecretError, ValueError):
        variable = account.connection.variable(SecretName.SECRET)
        raise Unavailable(f"{variable} must be whsec_ and then base64, or base64 alone.") from None


def _body(posted: Posted) -> dict[str, Any]:
    message = posted.message
    return {
        "type": "message",
        "to": posted.recipient,
        "conversation": posted.conversation,
        "text": message.words.text,
        "links": [
            {"url": mark.url, "text": message.words.text[mark.start : mark.end]}
            for mark in message.words.marks
            if mark.style is Style.LINK
        ],
        "buttons": [
            {"label": button.title, "choice": make_token(posted.id, place)}
            for place, button in enumerate(message.buttons)
        ],
    }


def _delivery(body: Any, what: What) -> tuple[Delivery | None] | None:
    """Return what a status tells, in a tuple; None for one that tells nothing we know."""
    if what is not What.STATUS:
        return (None,)
    try:
        return (Delivery(word(body.get("status"))),)
    except ValueError:
        return None
