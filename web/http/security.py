"""Headers that every answer carries."""

from __future__ import annotations

from typing import Any

from sanic import Request, Sanic
from sanic.response import BaseHTTPResponse, HTTPResponse, empty

_POLICY = (
    "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)
# Other sites embed these: the script, its modules, and the API, which knows no cookies.
_EMBEDDED = ("/api/", "/widget.js", "/static/widget/", "/static/kit/")


def secure_answers(app: Sanic[Any, Any]) -> None:
    """Add security headers to all answers, and open the embedded parts to other sites."""

    async def answer_preflight(request: Request) -> HTTPResponse | None:
        if request.method == "OPTIONS" and request.path.startswith(_EMBEDDED):
            return empty()
        return None

    async def add_headers(request: Request, response: BaseHTTPResponse) -> None:
        headers = response.headers
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Content-Security-Policy", _POLICY)
        if request.path.startswith(_EMBEDDED):
            headers["Access-Control-Allow-Origin"] = "*"
            headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            headers["Access-Control-Allow-Methods"] = "GET, POST"
            headers["Access-Control-Max-Age"] = "600"
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"

    app.register_middleware(answer_preflight, "request")
    app.register_middleware(add_headers, "response")
