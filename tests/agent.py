"""An agent, as tests play one: through the desk's HTTP API only."""

from __future__ import annotations

import re
import uuid
from typing import Any

import httpx

_FORM_TOKEN = re.compile(r'name="token" value="([^"]+)"')
_PAGE_TOKEN = re.compile(r'<meta name="csrf" content="([^"]+)"')


class Agent:
    """Someone signed in at the desk."""

    def __init__(self, web_url: str, email: str, password: str) -> None:
        self.web = httpx.Client(
            base_url=web_url, timeout=30, trust_env=False, follow_redirects=True
        )
        form = _FORM_TOKEN.search(self.web.get("/login").text)
        assert form, "no log-in form"
        data = {"token": form[1], "email": email, "password": password, "next": "/desk"}
        page = self.web.post("/login", data=data)
        assert page.status_code == 200, page.text
        token = _PAGE_TOKEN.search(page.text)
        assert token, page.text
        self._headers = {"X-CSRF-Token": token[1]}

    def sign_out(self) -> None:
        self.web.post("/logout", data={"csrf": self._headers["X-CSRF-Token"]}).raise_for_status()

    def queue(self) -> list[dict[str, Any]]:
        answer = self.web.get("/desk/api/queue")
        answer.raise_for_status()
        found: list[dict[str, Any]] = answer.json()["open"]
        return found

    def handoff_of(self, conversation: str) -> dict[str, Any]:
        (found,) = [h for h in self.queue() if h["conversation"] == conversation]
        return found

    def packet(self, handoff: int) -> dict[str, Any]:
        answer = self.web.get(f"/desk/api/handoffs/{handoff}")
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found

    def move(self, handoff: int, what: str) -> httpx.Response:
        return self.web.post(f"/desk/api/handoffs/{handoff}/{what}", headers=self._headers)

    def claim(self, conversation: str) -> int:
        handoff = int(self.handoff_of(conversation)["id"])
        self.move(handoff, "claim").raise_for_status()
        return handoff

    def reply(self, handoff: int, text: str, message: str = "") -> httpx.Response:
        body = {"id": message or uuid.uuid4().hex, "text": text}
        url = f"/desk/api/handoffs/{handoff}/messages"
        return self.web.post(url, json=body, headers=self._headers)
