"""A host site that answers lookups as it is told to, and is strict about how it is asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone

from core.lookups import SIGNATURE_HEADER, TIMESTAMP_HEADER, is_signed

SECRET = "a secret that both sides know, long enough"

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class HostServer:
    """What it answers next, and the bodies it was asked with."""

    url: str
    answer: Answer
    asked: list[bytes] = field(default_factory=list)


def replies(body: bytes, status: str = "200 OK", *headers: str) -> Answer:
    """Answer with this, at once."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
        writer.write("\r\n".join([*lines, *headers, "", ""]).encode() + body)
        await writer.drain()

    return answer


@asynccontextmanager
async def host_server(secret: str = SECRET) -> AsyncIterator[HostServer]:
    """Serve on a free port of this machine; whoever does not sign as documented gets 403."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            lines = (line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
            headers = {name.lower(): value for name, value in lines}
            body = await reader.readexactly(int(headers["content-length"]))
            at = datetime.now(timezone.utc)
            signed = (
                headers.get(TIMESTAMP_HEADER.lower(), ""),
                headers.get(SIGNATURE_HEADER.lower(), ""),
            )
            good = head.startswith("POST ") and is_signed(body, *signed, secret, at)
            server.asked.append(body)
            await (server.answer if good else replies(b"", "403 Forbidden"))(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    server = HostServer(f"http://127.0.0.1:{port}/lookup", replies(b'{"rows": []}'))
    try:
        yield server
    finally:
        listening.close()
