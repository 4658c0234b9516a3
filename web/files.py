"""Our own files: scripts, styles and pictures, open to everyone."""

from __future__ import annotations

import re

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, file

from core.errors import NotFound
from web.auth import open_to_everyone
from web.http import FOLDER

STATIC = FOLDER / "static"
_NAME = re.compile(r"(?:[\w-][\w.-]*/){0,5}[\w-][\w.-]*\Z", re.ASCII)
_MAX_NAME_LENGTH = 200  # characters; no file of ours comes near, and no file system is asked more

file_routes = Blueprint("files")


@open_to_everyone
async def static(request: Request, file: str) -> HTTPResponse:
    return await _send(request, file)


@open_to_everyone
async def widget_script(request: Request) -> HTTPResponse:
    return await _send(request, "widget.js")


async def _send(request: Request, name: str) -> HTTPResponse:
    """Send a file, or "not modified" to who has it; whatever is no name of a file is not found."""
    path = STATIC / name if _NAME.match(name) and len(name) <= _MAX_NAME_LENGTH else None
    if path is None or not path.is_file():
        raise NotFound
    return await file(path, request_headers=request.headers)


file_routes.add_route(static, "/static/<file:path>", methods=["GET", "HEAD"])
file_routes.add_route(widget_script, "/widget.js", methods=["GET", "HEAD"])
