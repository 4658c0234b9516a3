"""An agent, as tests play one: through the desk's HTTP API only."""

from __future__ import annotations

import json
import re
import threading
import time
import uuid
from contextlib import suppress
from typing import Any

import httpx

from tests.support.waiting import PATIENCE, wait_until

_FORM_TOKEN = re.compile(r'name="token" value="([^"]+)"')
_PAGE_TOKEN = re.compile(r'<meta name="csrf" content="([^"]+)"')


class Agent:
    """Someone signed in at the desk."""

    def __init__(self, web_url: str, email: str, password: str) -> None:
        self.web = httpx.Client(
            base_url=web_url, timeout=PATIENCE, trust_env=False, follow_redirects=True
        )
        form = _FORM_TOKEN.search(self.web.get("/login").text)
        assert form, "no log-in form"
        data = {"token": form[1], "email": email, "password": password, "next": "/desk"}
        page = self.web.post("/login", data=data)
        if page.status_code == 503:  # "try again shortly": a part of the service has just been away
            time.sleep(2)
            page = self.web.post("/login", data=data)
        assert page.status_code == 200, page.text
        token = _PAGE_TOKEN.search(page.text)
        assert token, page.text
        self._headers = {"X-CSRF-Token": token[1]}
        self.heard: list[dict[str, Any]] = []
        self.set("capacity", 20)
        self._gone = threading.Event()
        threading.Thread(target=self._keep_desk_open, daemon=True).start()

    def _keep_desk_open(self) -> None:
        """Keep the desk's stream open, as the page does, and remember what came back."""
        while not self._gone.is_set():
            with suppress(httpx.HTTPError), self.web.stream("GET", "/desk/api/stream") as stream:
                name = ""
                for line in stream.iter_lines():
                    if self._gone.is_set():
                        return
                    field, _, value = line.partition(": ")
                    if field == "event":
                        name = value
                    elif field == "data" and name in {"returned", "trouble"}:
                        self.heard.append({"event": name, **json.loads(value)})
            self._gone.wait(0.5)

    def wait_until_seen(self) -> None:
        """Wait until customers can be told that an agent is there."""
        wait_until(lambda: self.team()["available"] > 0)

    def go(self) -> None:
        """Close the desk without a word, as when the connection breaks."""
        self._gone.set()

    def set(self, what: str, value: object) -> None:
        """Set one's status, capacity or queues."""
        url = f"/desk/api/me/{what}"
        self.web.post(url, json={what: value}, headers=self._headers).raise_for_status()

    def sign_out(self) -> None:
        self.go()
        self.web.post("/logout", data={"csrf": self._headers["X-CSRF-Token"]}).raise_for_status()

    @property
    def id(self) -> str:
        return str(self._desk()["me"]["id"])

    def team(self) -> dict[str, Any]:
        """Who is there, as the desk's bar says it."""
        found: dict[str, Any] = self._desk()["team"]
        return found

    def queue(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._desk()["open"]
        return found

    def _desk(self) -> dict[str, Any]:
        found: dict[str, Any] = self.web.get("/desk/api/queue").raise_for_status().json()
        return found

    def handoff_of(self, conversation: str) -> dict[str, Any]:
        (found,) = [h for h in self.queue() if h["conversation"] == conversation]
        return found

    def context(self, handoff: int) -> dict[str, Any]:
        answer = self.web.get(f"/desk/api/handoffs/{handoff}")
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def move(self, handoff: int, what: str, **body: Any) -> httpx.Response:
        url = f"/desk/api/handoffs/{handoff}/{what}"
        return self.web.post(url, json=body, headers=self._headers)

    def claim(self, conversation: str) -> int:
        handoff = int(self.handoff_of(conversation)["id"])
        self.move(handoff, "claim").raise_for_status()
        return handoff

    def follow_up(self, owed: int, outcome: str) -> httpx.Response:
        url = f"/desk/api/follow-ups/{owed}/done"
        return self.web.post(url, json={"outcome": outcome}, headers=self._headers)

    def note(self, conversation: str, text: str) -> httpx.Response:
        body = {"id": uuid.uuid4().hex, "text": text}
        url = f"/desk/api/conversations/{conversation}/notes"
        return self.web.post(url, json=body, headers=self._headers)

    def reply(self, handoff: int, text: str, message: str = "") -> httpx.Response:
        body = {"id": message or uuid.uuid4().hex, "text": text}
        url = f"/desk/api/handoffs/{handoff}/messages"
        return self.web.post(url, json=body, headers=self._headers)
