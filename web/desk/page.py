"""What every part of the desk's HTTP side has in common."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from web.auth import about_who_asks, keep_private
from web.http import render


def desk_blueprint(name: str) -> Blueprint:
    """Return a blueprint below /desk whose answers no cache keeps."""
    blueprint = Blueprint(name, url_prefix="/desk")
    blueprint.middleware(keep_private, "response")
    return blueprint


async def desk_page(request: Request, template: str, **values: Any) -> HTTPResponse:
    """Return a page for the member of staff who asks, with their token in it."""
    return await render(request, template, **await about_who_asks(request), **values)
