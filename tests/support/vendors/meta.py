"""What Meta's messengers share: the token, the signature, and errors in its words."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

import httpx

from tests.support.vendors.vendor import Answer, Call, Vendor
from tests.support.waiting import PATIENCE

TOKEN, SECRET, VERIFY = "meta-token-of-tests", "meta-app-secret-of-tests", "verify-of-tests"
WINDOW = 24 * 3600.0


class MetaVendor(Vendor):
    """Takes calls with the token alone, and delivers what it signs with the app's secret."""

    HAS_OPEN_FILES = False  # whoever has the address of a file gets it

    def __init__(self, effie: str, name: str) -> None:
        super().__init__()
        self.name, self.address = name, f"{effie}/channels/{name}"
        self.last_word: dict[str, float] = {}  # of each customer, by our clock

    def take(self, call: Call) -> Answer:
        if self.HAS_OPEN_FILES and (file := self.file(call)):
            return file
        if call.headers.get("authorization") != f"Bearer {TOKEN}":
            return self.no(190, "Invalid OAuth access token.", status=401)
        return self.take_call(call)

    def is_sign(self, call: Call) -> bool:
        is_json = "json" in call.headers.get("content-type", "")
        return is_json and bool({"sender_action", "status"} & call.json.keys())

    @abstractmethod
    def take_call(self, call: Call) -> Answer:
        """Do what a call with the right token asks for."""

    def no(self, code: int, words: str, status: int = 400, **more: Any) -> Answer:
        error = {"message": f"(#{code}) {words}", "type": "OAuthException", "code": code, **more}
        return self.refuse(status, {"error": error}, words)

    def is_open(self, who: str) -> bool:
        return time.time() - self.last_word.get(who, 0) < WINDOW

    def deliver(self, body: Mapping[str, Any] | bytes, signature: str = "") -> httpx.Response:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"X-Hub-Signature-256": signature or sign(content)}
        return self.post(self.address, content=content, headers=headers)

    def register(self, verify: str = VERIFY, mode: str = "subscribe") -> httpx.Response:
        """Ask whether the address is theirs, as Meta does when somebody registers it."""
        asked = {"hub.mode": mode, "hub.verify_token": verify, "hub.challenge": "1158201444"}
        return httpx.get(self.address, params=asked, timeout=PATIENCE, trust_env=False)


def sign(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
