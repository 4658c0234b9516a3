"""Taking a file in: received, examined, scanned and kept, before a message may bring it."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from sanic import Request
from sanic.response import HTTPResponse, json

from core.attachments import (
    MAX_ATTACHMENT_BYTES,
    FileState,
    Infected,
    ScannerAway,
    check_size,
)
from core.errors import NotFound
from core.text import read_identifier
from store.attachments import KeptFile, examine, file_id
from web.http import in_thread, read_query
from web.services import Services

log = structlog.get_logger()

MAX_UPLOADS_A_MINUTE = 30  # in one conversation
MAX_GIVEN_NAME_LENGTH = 300  # characters
_LET_PASS_BYTES = 5 * MAX_ATTACHMENT_BYTES
_HELD = (
    "The virus scanner is away for the moment. You can send this file; "
    "it can be opened as soon as it has been checked."
)
_AT_ONCE = asyncio.Semaphore(2)  # a large picture takes 200 MB while it is drawn


async def take_upload(request: Request, conversation: str, agent: str = "") -> HTTPResponse:
    """Keep the file in a request's body; the same `id` twice is the same file.

    agent: who sends it, "" for the customer. Raises FileTooLarge, NotAccepted, Infected or TooMany.
    """
    services: Services = request.app.ctx.services
    upload = read_identifier(request.args.get("id"), "upload's id")
    name = read_query(request, MAX_GIVEN_NAME_LENGTH, "name")
    await services.limits.hit(f"uploads:{conversation}", MAX_UPLOADS_A_MINUTE, 60)
    data = await _received(request)
    known = await in_thread(services.attachments.find, file_id(conversation, agent, upload))
    kept = known or await keep_file(services, conversation, agent, upload, data, name)
    return json(_told(kept), status=201)


async def keep_file(
    services: Services, conversation: str, agent: str, upload: str, data: bytes, name: str
) -> KeptFile:
    """Examine, scan and keep a file; raises as above."""
    async with _AT_ONCE:
        found = await in_thread(examine, data, name)
    state = await _scanned(services, data)
    return await in_thread(services.attachments.keep, conversation, agent, upload, found, state)


async def scan_what_is_held(services: Services) -> None:
    """Look at what came while the scanner was away; stops where it still is.

    Safe to run beside itself: of a file that is settled meanwhile the first verdict stays.
    """
    for kept in await in_thread(services.attachments.held):
        try:
            data = await in_thread(services.attachments.files.read, kept.key)
            found = await in_thread(services.scanner.look_at, data)
        except ScannerAway:
            return
        except NotFound:
            found = ""  # whoever opens it is told that it is no longer there
        if found:
            log.warning("attachment.infected", conversation=kept.conversation, found=found)
        await in_thread(services.attachments.settle, kept, found)


async def _scanned(services: Services, data: bytes) -> FileState:
    try:
        found = await in_thread(services.scanner.look_at, data)
    except ScannerAway as error:
        log.warning("scanner.away", error=error.message)
        return FileState.HELD
    if found:
        raise Infected(f"The virus scanner has found {found} in this file. It was not sent.")
    return FileState.READY


async def _received(request: Request) -> bytes:
    """Return the body. Of one too large the rest is let pass by: who sends it hears why then."""
    pieces: list[bytes] = []
    size = 0
    assert request.stream is not None
    while piece := await request.stream.read():  # type: ignore[attr-defined]
        size += len(piece)
        if size > _LET_PASS_BYTES:
            break
        if size > MAX_ATTACHMENT_BYTES:
            pieces.clear()
        else:
            pieces.append(piece)
    check_size(size)
    return b"".join(pieces)


def _told(kept: KeptFile) -> dict[str, Any]:
    is_held = kept.state is FileState.HELD
    return {
        "id": kept.id,
        "name": kept.name,
        "type": kept.type,
        "size": kept.size,
        "width": kept.width,
        "height": kept.height,
        "held": _HELD if is_held else "",
    }
