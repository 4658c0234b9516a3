"""What every request must be, and the headers that every answer carries."""

from __future__ import annotations

from typing import Any

from sanic import Request, Sanic
from sanic.response import BaseHTTPResponse, HTTPResponse, empty

from core.environment import Environment
from core.errors import BadInput
from web.http.request import is_text

_POLICY = (
    "default-src 'self'; img-src 'self' data: blob: https:; style-src 'self' 'unsafe-inline'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)
# Other sites embed these: the script, its modules, and the API, which knows no cookies.
_EMBEDDED = ("/api/", "/widget.js", "/static/widget/", "/static/kit/")
_FOR_SYSTEMS = "/api/v1/"  # with keys, which belong in no page
_HTTPS_ONLY = "max-age=31536000"  # seconds: a year


def guard_doors(app: Sanic[Any, Any], environment: Environment) -> None:
    """Refuse headers that are no text, add security headers, open what other sites embed."""

    async def refuse_odd_headers(request: Request) -> None:
        if not is_text(request):
            raise BadInput("The request's headers must be UTF-8. Take out the odd characters.")

    async def answer_preflight(request: Request) -> HTTPResponse | None:
        if request.method == "OPTIONS" and request.path.startswith(_EMBEDDED):
            return empty()
        return None

    async def add_headers(request: Request, response: BaseHTTPResponse) -> None:
        headers = response.headers
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Content-Security-Policy", _POLICY)
        if environment.is_https:
            headers["Strict-Transport-Security"] = _HTTPS_ONLY
        if request.path.startswith(_EMBEDDED) and not request.path.startswith(_FOR_SYSTEMS):
            headers["Access-Control-Allow-Origin"] = "*"
            headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            headers["Access-Control-Allow-Methods"] = "GET, POST"
            headers["Access-Control-Expose-Headers"] = "Retry-After"
            headers["Access-Control-Max-Age"] = "600"
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"

    app.register_middleware(refuse_odd_headers, "request")
    app.register_middleware(answer_preflight, "request")
    app.register_middleware(add_headers, "response")
