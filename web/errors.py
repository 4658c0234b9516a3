"""Turning errors into answers: JSON for programs, a page for people."""

from __future__ import annotations

import errno
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import structlog
from sanic import Request, Sanic
from sanic.exceptions import MethodNotAllowed, PayloadTooLarge, SanicException
from sanic.response import HTTPResponse, json

from core.errors import EffieError, NotFound, NotSignedIn, Unavailable
from store.realtime import AWAY
from web.auth import WrongRole, other_account
from web.http import redirect_to, render

log = structlog.get_logger()

_FOR_SYSTEMS = "/api/v1/"
_FULL = {errno.ENOSPC, errno.EDQUOT}
_UNTIL_SPACE = 30  # seconds; somebody has to make room
_NO_SPACE = "There is no space left on our disk. Nothing is lost; try again once there is room."


def explain_errors(app: Sanic[Any, Any]) -> None:
    """Answer every error a handler raises with what to do next."""

    @app.exception(EffieError)
    async def on_known(request: Request, error: EffieError) -> HTTPResponse:
        if isinstance(error, NotSignedIn) and _wants_page(request):
            address = f"{request.path}?{request.query_string}".rstrip("?")
            return redirect_to(request, f"/login?next={quote(address)}")
        if isinstance(error, WrongRole) and _wants_page(request):
            return await other_account(request, error)
        again = error.retry_after
        return await _answer(request, type(error).__name__, error.message, error.status, again)

    @app.exception(*AWAY)
    async def on_away(request: Request, error: Exception) -> HTTPResponse:
        log.warning("redis.away", error=str(error))
        gone = Unavailable()
        return await _answer(request, "Unavailable", gone.message, gone.status, gone.retry_after)

    @app.exception(SanicException)
    async def on_http(request: Request, error: SanicException) -> HTTPResponse:
        answer = await _answer(request, type(error).__name__, *_explain(request, error))
        if isinstance(error, MethodNotAllowed):
            answer.headers.update(error.headers)
        return answer

    @app.exception(Exception)
    async def on_bug(request: Request, error: Exception) -> HTTPResponse:
        if isinstance(error, OSError) and error.errno in _FULL:
            log.error("disk.full", path=request.path, error=str(error))
            return await _answer(request, "NoSpace", _NO_SPACE, 503, _UNTIL_SPACE)
        log.error("request.failed", path=request.path, exc_info=error)
        message = "Something went wrong on our side. Nothing is lost; try again in a moment."
        return await _answer(request, "Broken", message, 500)


def _explain(request: Request, error: SanicException) -> tuple[str, int]:
    """Return what to do about it, and the status."""
    status = error.status_code
    if isinstance(error, PayloadTooLarge) and not request.head:  # refused before it was read
        return "The request's headers are too long. Remove old cookies of this site.", 431
    if isinstance(error, PayloadTooLarge):
        return "That was too large to send. Split it into shorter messages.", status
    if status == 404:
        return NotFound().message, status
    if status == 405:
        return "This address takes another kind of request.", status
    return "The request could not be read. Check it and send it again.", status


async def _answer(
    request: Request, name: str, message: str, status: int, again: int | None = None
) -> HTTPResponse:
    """Return the answer; where it may work in `again` seconds, programs and pages are told so."""
    headers = {} if again is None else {"Retry-After": str(again)}
    if request.path.startswith(_FOR_SYSTEMS):
        return _problem(name, message, status, headers)
    if not _wants_page(request):
        return json({"error": name, "message": message}, status=status, headers=headers)
    page = await render(
        request,
        "public/error.html",
        status,
        message=message,
        code=status,
        company=request.app.ctx.services.settings.widget.company,
        again=again if request.method == "GET" else None,
    )
    page.headers.update(headers)
    return page


def _problem(name: str, message: str, status: int, headers: dict[str, str]) -> HTTPResponse:
    """Return problem details (RFC 9457), as the API's document promises them."""
    told = {"type": f"urn:effie:error:{name}", "title": HTTPStatus(status).phrase}
    asked = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
    return json(
        {**told, "status": status, "detail": message},
        status=status,
        headers={**headers, **asked},
        content_type="application/problem+json",
    )


def _wants_page(request: Request) -> bool:
    path = request.path
    is_program = path.startswith("/api/") or path.startswith("/desk/api/")
    return not is_program and "text/html" in request.headers.get("accept", "")
