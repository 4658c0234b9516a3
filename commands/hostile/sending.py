"""Sending a request byte for byte, as no well-behaved client would, and reading what comes back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit

from commands.hostile.requests import HostileRequest

_MOST = 4_000_000  # bytes of an answer that are read


@dataclass(frozen=True)
class Answer:
    """status: 0 if the connection was closed without one, -1 if none came in time"""

    status: int
    text: str = ""

    @property
    def is_fine(self) -> bool:
        return 200 <= self.status < 500


async def send(url: str, request: HostileRequest, headers: dict[str, str], within: float) -> Answer:
    """Send a request with its caller's credentials; a stream is left once it has begun.

    within: seconds in which the whole answer must be there
    """
    try:
        return await asyncio.wait_for(_exchange(url, request, headers), within)
    except asyncio.TimeoutError:
        return Answer(-1, f"No answer within {within:g} seconds.")
    except OSError as error:
        return Answer(0, f"The connection broke: {error}.")


async def _exchange(url: str, request: HostileRequest, headers: dict[str, str]) -> Answer:
    place = urlsplit(url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port, limit=_MOST)
    lines = [request.head, *(f"{name}: {value}".encode() for name, value in headers.items())]
    try:
        writer.write(b"\r\n".join([*lines, b"Connection: close", b"", b""]) + request.body)
        status = head = b""
        while not status or status.startswith(b"HTTP/1.1 100"):
            head = await reader.readuntil(b"\r\n\r\n")
            status = head.split(b"\r\n", 1)[0]
        streams = b"text/event-stream" in head
        text = b"" if streams else await reader.read(_MOST)
        return Answer(int(status.split(b" ")[1]), text.decode(errors="replace"))
    except (asyncio.IncompleteReadError, ConnectionError):
        return Answer(0, "The connection was closed without an answer.")
    finally:
        writer.close()
