"""A customer and an agent who send each other files, and take a matter up again and again."""

from __future__ import annotations

import io
import re
import threading
import time
import uuid
from contextlib import suppress
from typing import Any

import httpx
from PIL import Image

from commands.kills.settling import Said

_TIMES = 5  # that a matter is settled, then the next one
_PAUSE = 0.5  # seconds
_RETRY_AFTER = 0.3
_PATIENCE = 20.0  # seconds for one request
_TOO_MANY = httpx.codes.TOO_MANY_REQUESTS
_FORM_TOKEN = re.compile(r'name="token" value="([^"]+)"')
_PAGE_TOKEN = re.compile(r'<meta name="csrf" content="([^"]+)"')


class Settler(threading.Thread):
    """Asks as both pages do: the same again, under its id, until it is acknowledged or refused.

    said: what was acknowledged, by conversation; written by this thread
    refused: how often something was not taken, and sent again
    """

    def __init__(self, web_url: str, email: str, password: str) -> None:
        super().__init__(daemon=True)
        self._customer = httpx.Client(base_url=web_url, timeout=_PATIENCE, trust_env=False)
        self._desk = httpx.Client(
            base_url=web_url, timeout=_PATIENCE, trust_env=False, follow_redirects=True
        )
        self._email, self._password = email, password
        self._over = threading.Event()
        self.said: dict[str, Said] = {}
        self.refused = 0

    def stop(self) -> None:
        """End once the matter under way is settled."""
        self._over.set()

    def run(self) -> None:
        self._sign_in()
        threading.Thread(target=self._stay_at_the_desk, daemon=True).start()
        while not self._over.is_set():
            begun = self._ask(self._customer, "/api/conversations", json={})
            conversation, token = str(begun.json()["conversation"]), str(begun.json()["token"])
            self.said[conversation] = said = Said()
            self._customer.headers["Authorization"] = f"Bearer {token}"
            for _ in range(_TIMES):
                self._settle_once(conversation, said)
                if self._over.wait(_PAUSE):
                    return

    def _settle_once(self, conversation: str, said: Said) -> None:
        base = f"/api/conversations/{conversation}"
        file, message = self._uploaded(self._customer, f"{base}/attachments"), uuid.uuid4().hex
        body = {"id": message, "text": "", "attachments": [{"id": file, "alt": ""}]}
        self._ask(self._customer, f"{base}/messages", json=body)
        _note(said, message, file)

        handoff = self._held(conversation, said)
        answer_file, answer = "", uuid.uuid4().hex
        while True:
            path = f"/desk/api/handoffs/{handoff}"
            answer_file = answer_file or self._uploaded(self._desk, f"{path}/attachments")
            if answer_file and self._answered(path, answer, answer_file):
                break
            handoff = self._held(conversation, said)  # it was taken back while web was away
        _note(said, answer, answer_file)
        self._ask(self._desk, f"{path}/resolve", json={})

    def _answered(self, path: str, message: str, file: str) -> bool:
        body = {"id": message, "text": "", "attachments": [{"id": file, "alt": ""}]}
        heard = self._ask(self._desk, f"{path}/messages", json=body)
        return heard.is_success

    def _uploaded(self, client: httpx.Client, path: str) -> str:
        """Return the file's id, "" where it was refused."""
        query, data = {"id": uuid.uuid4().hex, "name": "receipt.png"}, _picture()
        heard = self._ask(client, path, params=query, content=data)
        return str(heard.json()["id"]) if heard.is_success else ""

    def _held(self, conversation: str, said: Said) -> int:
        """Open it again, or claim it where it waits; returns the handoff."""
        while True:
            path = f"/desk/api/conversations/{conversation}/reopen"
            opened = self._ask(self._desk, path)
            if opened.is_success:
                said.opened.add(int(opened.json()["id"]))
                return int(opened.json()["id"])
            queue = self._ask(self._desk, "/desk/api/queue", "GET").json()
            for each in queue.get("open", []):
                if each["conversation"] == conversation:
                    claim = f"/desk/api/handoffs/{each['id']}/claim"
                    if self._ask(self._desk, claim).is_success:
                        return int(each["id"])
            time.sleep(_RETRY_AFTER)

    def _sign_in(self) -> None:
        form = _FORM_TOKEN.search(self._ask(self._desk, "/login", "GET").text)
        token = form[1] if form else ""
        data = {"token": token, "email": self._email, "password": self._password, "next": "/desk"}
        page = self._ask(self._desk, "/login", data=data)
        own = _PAGE_TOKEN.search(page.text)
        self._desk.headers["X-CSRF-Token"] = own[1] if own else ""

    def _stay_at_the_desk(self) -> None:
        while not self._over.is_set():
            with suppress(httpx.HTTPError), self._desk.stream("GET", "/desk/api/stream") as stream:
                for _ in stream.iter_lines():
                    if self._over.is_set():
                        return
            time.sleep(_RETRY_AFTER)

    def _ask(
        self, client: httpx.Client, path: str, method: str = "POST", **more: Any
    ) -> httpx.Response:
        """Ask until there is an answer that will not be another one in a moment."""
        while True:
            try:
                heard = client.request(method, path, **more)
                if not (heard.is_server_error or heard.status_code == _TOO_MANY):
                    return heard
            except httpx.HTTPError:
                pass
            self.refused += 1
            time.sleep(_RETRY_AFTER)


def _note(said: Said, message: str, file: str) -> None:
    said.messages.append(message)
    said.files[file] = message


def _picture() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((160, 120), 40).save(file, "PNG")
    return file.getvalue()
