"""The help centre's groups of routes, which keep calm while the articles cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from core.errors import Unavailable
from store.clock import now
from web.help.page import help_page
from web.help.ways import ways_to_help

_RETRY_AFTER = "60"  # seconds
Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]


def help_blueprint(name: str) -> Blueprint:
    """Return a blueprint under /help."""
    blueprint = Blueprint(name, url_prefix="/help")
    blueprint.exception(Unavailable)(_away)
    return blueprint


def page_at(blueprint: Blueprint, address: str) -> Callable[[Handler], Handler]:
    """Serve a page at an address, also to those who only ask whether it is there (HEAD)."""

    def serve(handler: Handler) -> Handler:
        blueprint.add_route(handler, address, methods=["GET", "HEAD"], unquote=True)
        return handler

    return serve


async def _away(request: Request, error: Unavailable) -> HTTPResponse:
    """Say that the articles cannot be read now, and how to get help meanwhile."""
    if "text/html" not in request.headers.get("accept", ""):
        told = {"error": "Unavailable", "message": error.message}
        return json(told, status=error.status, headers={"Retry-After": _RETRY_AFTER})
    ways = ways_to_help(request.app.ctx.services.settings, now())
    page = await help_page(
        request, "help/away.html", "", error.status, ways=ways, again=_RETRY_AFTER
    )
    page.headers["Retry-After"] = _RETRY_AFTER
    return page
