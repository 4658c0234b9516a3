"""What all fake vendors share: a server of its own, what it was sent, and a dial for faults."""

from __future__ import annotations

import json
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import httpx

from tests.support.waiting import PATIENCE

_AGAIN_AFTER = 0.3  # seconds; vendors wait longer


@dataclass(frozen=True)
class Answer:
    """What the vendor answers a call with; bytes go out as they are, all else as JSON."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Call:
    """A call as it came."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float
    method: str = "POST"

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str | Upload]:
        """The fields of a form with files in it; none of anything else."""
        head = f"Content-Type: {self.headers.get('content-type', '')}\r\n\r\n".encode()
        found: dict[str, str | Upload] = {}
        for part in message_from_bytes(head + self.body).walk():
            name = part.get_param("name", header="content-disposition")
            data = part.get_payload(decode=True)
            if isinstance(name, str) and isinstance(data, bytes):
                file = part.get_filename()
                found[name] = Upload(file, part.get_content_type(), data) if file else data.decode()
        return found


@dataclass(frozen=True)
class Upload:
    """A file in a form."""

    name: str
    type: str
    data: bytes


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call.

    answer: what is answered in place of doing it; None to do it and answer as usual
    of: with the next call whose path ends with this, and that is no sign of life
    seconds: how long the answer takes
    is_dropped: it is done, and the answer never arrives
    """

    answer: Answer | None = None
    of: str = ""
    seconds: float = 0
    is_dropped: bool = False


class Vendor(ABC):
    """A vendor's API on this machine. Subclasses say what they take.

    insists: it delivers again what is not acknowledged, as all do but those that can't
    tells: it tells by itself what it has taken, where it does that at all
    """

    insists = False
    tells = False

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.refused: list[str] = []
        self.faults: deque[Fault] = deque()
        self.files: dict[str, bytes] = {}  # by their paths
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self._answer))
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @abstractmethod
    def take(self, call: Call) -> Answer:
        """Do what a call asks for, or refuse it as the vendor would."""

    def refuse(self, status: int, body: Any, why: str) -> Answer:
        self.refused.append(why)
        return Answer(status, body)

    def post(self, address: str, **content: Any) -> httpx.Response:
        """Deliver something to Effie."""
        while True:
            try:
                answer = httpx.post(address, timeout=PATIENCE, trust_env=False, **content)
                if answer.is_success or not self.insists:
                    return answer
            except httpx.TransportError:
                if not self.insists:
                    raise
            time.sleep(_AGAIN_AFTER)

    def tell(self, deliver: Callable[[], httpx.Response]) -> None:
        """Deliver word of what was taken, beside the answer to the call."""

        def told() -> None:
            with suppress(httpx.TransportError):
                deliver()

        if self.tells:
            threading.Thread(target=told, daemon=True).start()

    def file(self, call: Call) -> Answer | None:
        """Return a file that is asked for, None where the path names none."""
        data = self.files.get(call.path)
        return None if data is None or call.method != "GET" else Answer(200, data)

    def is_sign(self, call: Call) -> bool:
        """Tell whether a call shows nobody anything but that we read or type: no fault's aim.

        It comes when it likes, beside the messages.
        """
        return False

    def _answer(self, call: Call) -> Answer | None:
        with self._lock:
            is_meant = bool(self.faults) and call.path.endswith(self.faults[0].of)
            is_meant = is_meant and not self.is_sign(call)
            fault = self.faults.popleft() if is_meant else Fault()
            answer = fault.answer or self.take(call)
            self.calls.append(call)
        time.sleep(fault.seconds)
        return None if fault.is_dropped else answer


def _handler(answer: Callable[[Call], Answer | None]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.do_POST()

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            body = self.rfile.read(length)
            if len(body) < length:  # whoever called was killed meanwhile
                self.close_connection = True
                return
            headers = {name.lower(): value for name, value in self.headers.items()}
            given = answer(Call(self.path, headers, body, time.time(), self.command))
            if given is None:
                self.close_connection = True
                return
            is_file = isinstance(given.body, bytes)
            sent = given.body if is_file else json.dumps(given.body).encode()
            kind = "application/octet-stream" if is_file else "application/json"
            head = {**given.headers, "Content-Type": kind, "Content-Length": str(len(sent))}
            self.send_response(given.status)
            for name, value in head.items():
                self.send_header(name, value)
            with suppress(ConnectionError):  # who asked may be gone
                self.end_headers()
                self.wfile.write(sent)

        def log_message(self, *_: Any) -> None:
            return

    return Handler
