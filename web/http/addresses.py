"""The addresses of this site: everything that writes one asks here.

Paths are kept and passed around as our routes have them, from "/" on. Whoever writes one for a
browser puts `base_path` before it: templates as `{{ base }}`, scripts by `at` of
static/kit/addresses.js, redirects by `redirect_to`.
"""

from __future__ import annotations

import re

from sanic import Request
from sanic.response import HTTPResponse, redirect

from core.environment import Environment

_HOST = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?\Z")


def base_path(request: Request) -> str:
    """Return what browsers find our paths under, "" where that is nothing."""
    return _environment(request).base_path


def site_address(request: Request) -> str:
    """Return where people reach us: as EFFIE_PUBLIC_URL says, else by the request's own host.

    What a proxy forwards as the host is anybody's word, and would stand in links to set a
    password.
    """
    environment = _environment(request)
    if environment.public_url:
        return environment.public_url
    host = request.headers.getone("host", "")
    scheme = "https" if request.scheme == "https" else "http"
    return f"{scheme}://{host if _HOST.match(host) else f'127.0.0.1:{environment.web_port}'}"


def redirect_to(request: Request, path: str, status: int = 302) -> HTTPResponse:
    """Lead a browser on to one of our own paths."""
    return redirect(base_path(request) + path, status=status)


def _environment(request: Request) -> Environment:
    environment: Environment = request.app.ctx.services.environment
    return environment
