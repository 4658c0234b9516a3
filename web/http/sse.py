"""Server-sent events, as the HTML standard writes them."""

from __future__ import annotations

import json
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse

HEARTBEAT = 15.0  # seconds between comments on a silent stream
BEAT = ": here\n\n"


def event(name: str, data: Any, event_id: int | None = None) -> str:
    """Return one event; `data` travels as JSON on one line."""
    return event_of(name, json.dumps(data), event_id)


def event_of(name: str, data: str, event_id: int | None = None) -> str:
    """Return one event whose data is JSON already, on one line."""
    lines = [f"event: {name}", f"data: {data}"]
    if event_id is not None:
        lines.insert(0, f"id: {event_id}")
    return "\n".join(lines) + "\n\n"


async def open_stream(request: Request) -> HTTPResponse:
    """Begin a stream that no proxy may hold back or keep."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    response: HTTPResponse = await request.respond(
        content_type="text/event-stream", headers=headers
    )
    return response
