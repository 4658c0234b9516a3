"""A client of Effie's API in one file, with nothing but Python: to copy and go on from.

EFFIE_API_KEY=effie_… python api_client.py http://127.0.0.1:8000 c-17 "where is my parcel?"
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen


class Refused(Exception):
    """What Effie answers instead, in words that say what to do."""


class Effie:
    """The API at an address, with a key."""

    def __init__(self, address: str, key: str) -> None:
        self._address, self._key = address.rstrip("/") + "/api/v1", key

    def get(self, path: str) -> Any:
        return self._ask("GET", path)

    def post(self, path: str, body: dict[str, Any], name: str = "") -> Any:
        """name: of this one thing to do; the same name again does not do it twice."""
        headers = {"Idempotency-Key": name or uuid.uuid4().hex}
        return self._ask("POST", path, json.dumps(body).encode(), headers)

    def _ask(
        self, method: str, path: str, body: bytes | None = None, more: dict[str, str] | None = None
    ) -> Any:
        headers = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"}
        asked = Request(self._address + path, body, headers | (more or {}), method=method)  # noqa: S310
        try:
            with urlopen(asked, timeout=30) as answer:  # noqa: S310
                return json.load(answer)
        except HTTPError as error:
            raise Refused(json.load(error)["detail"]) from None


def main(address: str, customer: str, words: str) -> None:
    """Begin a conversation for a customer, ask for them, and owe them a call."""
    effie = Effie(address, os.environ["EFFIE_API_KEY"])
    begun = effie.post("/conversations", {"customer": customer})["id"]
    effie.post(f"/conversations/{begun}/messages", {"text": words})
    owed = {
        "conversation": begun,
        "kind": "promised",
        "due_at": "2030-01-01T09:00:00Z",
        "words": "ring back",
    }
    print(begun, effie.post("/follow-ups", owed)["id"])


if __name__ == "__main__":
    try:
        main(*sys.argv[1:4])
    except Refused as refused:
        sys.exit(str(refused))
