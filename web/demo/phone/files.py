"""Files on their way through the demo messenger: taken in, and handed to whoever has the token."""

from __future__ import annotations

from typing import Any

from sanic import Request

from core.errors import BadInput
from web.demo.phone.chats import Sent

MAX_PHONE_RECEIVED = 12_000_000  # bytes; our own files have ten million at most
MAX_PHONE_NAME_LENGTH = 100  # characters
_DRAWN = ("image/jpeg", "image/png")


async def received(request: Request) -> bytes:
    """Return the body; of one too large nothing, but all of it is let pass by."""
    pieces: list[bytes] = []
    size = 0
    assert request.stream is not None
    while piece := await request.stream.read():  # type: ignore[attr-defined]
        size += len(piece)
        pieces = [*pieces, piece] if size <= MAX_PHONE_RECEIVED else []
    return b"".join(pieces)


async def attached(request: Request, name: str) -> Sent:
    """Return the file that is the body; raises BadInput."""
    data = await received(request)
    if not data:
        raise BadInput("The file is empty, or larger than 12 MB. Choose another one.")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Sent(name or "file", kind or "application/octet-stream", data)


def as_told(file: Sent, name: str) -> dict[str, Any]:
    """Return what a message says of its file: a picture comes in sizes, all else as it is."""
    told = {"file_id": name, "file_size": len(file.data)}
    if file.type in _DRAWN:
        return {"photo": [{**told, "width": 1, "height": 1}]}
    return {"document": {**told, "file_name": file.name, "mime_type": file.type}}
