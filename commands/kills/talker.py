"""Somebody who sends one message after the other, whatever happens meanwhile."""

from __future__ import annotations

import threading
import time
import uuid

import httpx

WORDS = "are you a robot?"  # answered with exactly one utterance
_IN_ONE = 20  # messages, then the next conversation
_PAUSE = 2.0  # seconds; what waits must be answered while processes come and go
_RETRY_AFTER = 0.3
_PATIENCE = 20.0  # seconds for one request


class Talker(threading.Thread):
    """Sends as the pages do: the same message again, under its id, until it is acknowledged.

    sent: of each conversation the ids that were acknowledged, in order; written by this thread
    refused: how often something was not taken, and sent again
    """

    def __init__(self, web_url: str) -> None:
        super().__init__(daemon=True)
        self._web = httpx.Client(base_url=web_url, timeout=_PATIENCE, trust_env=False)
        self._over = threading.Event()
        self.sent: dict[str, list[str]] = {}
        self.refused = 0

    def stop(self) -> None:
        """End once the message under way is acknowledged."""
        self._over.set()

    def run(self) -> None:
        while not self._over.is_set():
            begun = self._until_taken("/api/conversations", {}, "")
            conversation, token = str(begun["conversation"]), str(begun["token"])
            sent = self.sent[conversation] = []
            for _ in range(_IN_ONE):
                message = uuid.uuid4().hex
                body = {"id": message, "text": WORDS}
                self._until_taken(f"/api/conversations/{conversation}/messages", body, token)
                sent.append(message)
                if self._over.wait(_PAUSE):
                    return

    def _until_taken(self, path: str, body: dict[str, str], token: str) -> dict[str, object]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        while True:
            try:
                answer = self._web.post(path, json=body, headers=headers)
                if answer.is_success:
                    return dict(answer.json())
            except httpx.HTTPError:
                pass
            self.refused += 1
            time.sleep(_RETRY_AFTER)
