"""Sending a file to a browser so that nothing in it runs here."""

from __future__ import annotations

from urllib.parse import quote

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, raw

from core.attachments import PICTURES, PREVIEW, FileState
from core.errors import Conflict, NotFound
from store.clock import now
from web.auth import open_to_everyone
from web.http import in_thread
from web.services import Services

attachment_routes = Blueprint("attachments", url_prefix="/api")

_NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
_KEPT_FOR = 3600  # seconds in a browser's own cache


class StillHeld(Conflict):
    """This file has not been checked for viruses yet. It can be opened in a few minutes."""

    retry_after = 30


class FileRefused(NotFound):
    """The virus scanner has found something in this file, so it was deleted."""

    status = 410


@attachment_routes.get("/attachments/<attachment:str>")
@open_to_everyone
async def attachment(request: Request, attachment: str) -> HTTPResponse:
    """A file, for whoever has been given its address and comes in time."""
    services: Services = request.app.ctx.services
    given = {name: request.args.get(name, "") for name in ("until", "sign", "as")}
    kind = services.file_links.check(attachment, given, now())
    return await send_file(services, attachment, kind)


async def send_file(services: Services, name: str, kind: str) -> HTTPResponse:
    """Answer with a file or its preview; raises NotFound, StillHeld or FileRefused.

    Pictures, which we have drawn ourselves, are shown; all else is saved, never opened here.
    """
    kept = await in_thread(services.attachments.get, name)
    if kept.state is FileState.HELD:
        raise StillHeld
    if kept.state is FileState.REFUSED:
        raise FileRefused
    is_preview = kind == PREVIEW and kept.type in PICTURES
    key = kept.preview_key if is_preview else kept.key
    data = await in_thread(services.attachments.files.read, key)
    type_ = _preview_type(data) if is_preview else kept.type
    charset = "; charset=utf-8" if type_.startswith("text/") else ""
    return raw(data, content_type=f"{type_}{charset}", headers=file_headers(kept.name, kept.type))


def file_headers(name: str, media: str) -> dict[str, str]:
    """Return what keeps a file from running here: pictures are shown, all else is saved."""
    how = "inline" if media in PICTURES else "attachment"
    return {
        "Content-Disposition": f"{how}; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": _NOTHING_RUNS,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": f"private, max-age={_KEPT_FOR}",
    }


def _preview_type(data: bytes) -> str:
    return "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
