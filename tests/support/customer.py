"""A customer, as tests play one: through the public HTTP API only."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import httpx

from tests.support.waiting import PATIENCE

Said = dict[str, Any]


class Customer:
    """Holds one conversation and remembers everything said in it."""

    def __init__(self, web_url: str, identity: str = "", token: str = "") -> None:
        self.web = self.client(web_url)
        who = {"identity": identity, "token": token, "new": not token}
        begun = self.web.post("/api/conversations", json=who)
        begun.raise_for_status()
        self.conversation: str = begun.json()["conversation"]
        self.token: str = begun.json()["token"]
        self.resumed: bool = begun.json()["resumed"]
        self.heard: list[Said] = []
        self.state: dict[str, Any] = {}

    def client(self, web_url: str) -> httpx.Client:
        """Make the way to the service that this customer takes."""
        return httpx.Client(base_url=web_url, timeout=PATIENCE, trust_env=False)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def path(self) -> str:
        return f"/api/conversations/{self.conversation}"

    def post(self, **body: Any) -> httpx.Response:
        return self.web.post(f"{self.path}/messages", json=body, headers=self.headers)

    def send(self, text: str, choice: str = "", message: str = "") -> str:
        """Send a message and return its id."""
        message = message or uuid.uuid4().hex
        answer = self.post(id=message, text=text, choice=choice)
        assert answer.status_code == 202, answer.text
        return message

    def say(self, text: str) -> list[Said]:
        """Send words and return what the bot says to them."""
        return self.replies_to(self.send(text))

    def press(self, choice: str) -> list[Said]:
        """Press the last button with this choice that was offered."""
        offered = [b for said in self.heard for b in said["content"].get("buttons", [])]
        titles = [b["title"] for b in offered if b["choice"] == choice]
        assert titles, f"no button {choice} among {offered}"
        return self.replies_to(self.send(titles[-1], choice))

    def replies_to(self, message: str) -> list[Said]:
        """Wait until the message is in the transcript with at least one answer after it."""

        def answered() -> bool:
            return bool(self._after(message))

        self.wait_until(answered)
        self.catch_up()
        return self._after(message)

    def catch_up(self) -> None:
        """Hear all there is by now: a new stream tells the rest of it before the state."""
        self.state = {}
        self.wait_until(lambda: bool(self.state))

    def wait_until(self, done: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Listen until a condition on `heard` or `state` holds."""
        end = time.monotonic() + patience
        for _ in self._listen(end):
            if done():
                return
        raise AssertionError(f"waited in vain; heard: {self.texts()} state: {self.state}")

    def wait_for_text(self, part: str) -> None:
        self.wait_until(lambda: any(part in said["text"] for said in self.heard))

    def texts(self) -> list[str]:
        return [f"{said['author']}: {said['text']}" for said in self.heard]

    def _after(self, message: str) -> list[Said]:
        places = [i for i, said in enumerate(self.heard) if said["message"] == message]
        return self.heard[places[0] + 1 :] if places else []

    def _listen(self, end: float) -> Iterator[None]:
        """Yield after each event of the stream, connecting again when it breaks."""
        while time.monotonic() < end:
            after = self.heard[-1]["seq"] if self.heard else 0
            try:
                url = f"{self.path}/stream?after={after}"
                with self.web.stream("GET", url, headers=self.headers) as stream:
                    for line in self._lines(stream, end):
                        self._take(line)
                        yield
            except httpx.HTTPError:
                time.sleep(0.2)

    def _lines(self, stream: httpx.Response, end: float) -> Iterator[str]:
        name = ""
        for line in stream.iter_lines():
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                yield f"{name} {line[6:]}"
            if time.monotonic() > end:
                return

    def _take(self, line: str) -> None:
        name, _, data = line.partition(" ")
        if name == "utterance":
            self.heard.append(json.loads(data))
        elif name == "state":
            self.state = json.loads(data)


def kinds(replies: list[Said]) -> list[str]:
    """Return the kinds of what was said, "" for plain text."""
    return [said["content"].get("kind", "") for said in replies]


def choices(replies: list[Said]) -> list[str]:
    """Return the choices of all buttons in these replies."""
    return [b["choice"] for said in replies for b in said["content"].get("buttons", [])]
