"""Somebody's own system at the other end of the generic webhook."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from standardwebhooks import Webhook, WebhookVerificationError

from tests.support.vendors.vendor import Answer, Call, Vendor

SECRET = "whsec_" + "c2VjcmV0LW9mLXRlc3RzLWxvbmctZW5vdWdo"
LONGEST, MOST_BUTTONS, LONGEST_LABEL = 16_000, 25, 80


class WebhookVendor(Vendor):
    """Takes each message once, by its id, and only with a good signature."""

    def __init__(self, effie: str, name: str = "hook") -> None:
        super().__init__()
        self.name, self.address = name, f"{effie}/channels/{name}"
        self.messages: dict[str, dict[str, Any]] = {}
        self.customer = f"ana-{uuid.uuid4().hex[:8]}"
        self._signer = Webhook(SECRET)

    @property
    def settings(self) -> dict[str, str]:
        """Our end of the connection."""
        return {"label": "Our app", "api": self.url}

    def take(self, call: Call) -> Answer:
        if file := self.file(call):
            return file
        try:
            body = self._signer.verify(call.body, dict(call.headers))
        except WebhookVerificationError as error:
            return self.refuse(401, {"error": str(error)}, str(error))
        labels = [button["label"] for button in body["buttons"]]
        if not 0 < len(body["text"]) <= LONGEST or len(labels) > MOST_BUTTONS:
            return self.refuse(422, {"error": "too long"}, "too long")
        if any(len(label) > LONGEST_LABEL for label in labels):
            return self.refuse(422, {"error": "label too long"}, "label too long")
        self.messages.setdefault(call.headers["webhook-id"], body)
        return Answer(202)

    def shown(self) -> list[dict[str, Any]]:
        """What the customer sees, in the order in which it came."""
        return list(self.messages.values())

    def say(self, text: str, who: str = "", **more: Any) -> httpx.Response:
        """Deliver what a customer typed."""
        person = {"id": who or self.customer}
        return self.deliver({"type": "message", "from": person, "text": text, **more})

    def tap(self, label: str, who: str = "") -> httpx.Response:
        """Tap the last button with this label."""
        buttons = [button for message in self.shown() for button in message["buttons"]]
        tokens = [button["choice"] for button in buttons if button["label"] == label]
        return self.say("", who, choice=tokens[-1])

    def deliver(
        self,
        body: Mapping[str, Any] | bytes,
        name: str = "",
        at: datetime | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Deliver something, signed; `headers` take the place of the right ones."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        signed = self.headers(content, name, at) | dict(headers or {})
        return self.post(self.address, content=content, headers=signed)

    def headers(self, body: bytes, name: str = "", at: datetime | None = None) -> dict[str, str]:
        """Return the headers that sign a body."""
        name, at = name or uuid.uuid4().hex, at or datetime.now(UTC)
        return {
            "webhook-id": name,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": self._signer.sign(name, at, body.decode("utf-8", "replace")),
        }


LONG_AGO = timedelta(minutes=6)
