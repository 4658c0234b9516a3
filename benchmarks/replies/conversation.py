"""A conversation through the public API of a running Effie, as the widget has it."""

from __future__ import annotations

import contextlib
import json
import queue
import threading
import time
import uuid
from collections.abc import Iterator

import httpx

PER_CONVERSATION = 20  # stays below the limit of messages a minute and Rasa's long sessions


class Conversation:
    """One conversation, with a thread that notes when replies arrive."""

    def __init__(self, url: str, address: str = "127.0.0.1") -> None:
        """`address`: of this machine, the one that the customer comes from."""
        transport = httpx.HTTPTransport(local_address=address)
        self._http = httpx.Client(base_url=url, timeout=60, trust_env=False, transport=transport)
        begun = self._http.post("/api/conversations", json={"new": True}).raise_for_status().json()
        self.id: str = begun["conversation"]
        self._path = f"/api/conversations/{self.id}"
        self._headers = {"Authorization": f"Bearer {begun['token']}"}
        self._heard: queue.Queue[tuple[float, dict[str, str]]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def post(self, text: str, message: str = "") -> httpx.Response:
        """Send a message and wait for no reply."""
        body = {"id": message or uuid.uuid4().hex, "text": text}
        return self._http.post(f"{self._path}/messages", json=body, headers=self._headers)

    def ask(self, text: str) -> float:
        """Return the milliseconds from sending to the first reply."""
        message = uuid.uuid4().hex
        sent = time.perf_counter()
        self.post(text, message).raise_for_status()
        heard = self._until_quiet()
        next(said for _, said in heard if said["message"] == message)
        first = next(at for at, said in heard if said["author"] == "bot")
        return (first - sent) * 1000

    def replay(self) -> int:
        """Return the bytes that a page which has nothing is sent before it knows the state."""
        size, url = 0, f"{self._path}/stream?after=0"
        with self._http.stream("GET", url, headers=self._headers) as stream:
            for line in stream.iter_lines():
                size += len(line.encode()) + 1
                if line == "event: state":
                    break
        return size

    def _until_quiet(self, seconds: float = 60) -> Iterator[tuple[float, dict[str, str]]]:
        try:
            while True:
                yield self._heard.get(timeout=seconds)
        except queue.Empty:
            return

    def _listen(self) -> None:
        url = f"{self._path}/stream?after=0"
        ended = contextlib.suppress(httpx.TransportError)  # the product may end before the listener
        with ended, self._http.stream("GET", url, headers=self._headers) as stream:
            name = ""
            for line in stream.iter_lines():
                if line.startswith("event: "):
                    name = line[7:]
                elif line.startswith("data: ") and name == "utterance":
                    self._heard.put((time.perf_counter(), json.loads(line[6:])))
