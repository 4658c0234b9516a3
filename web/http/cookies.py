"""Our cookies: for us alone, out of reach of scripts and of other sites."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.environment import Environment


def cookie_prefix(request: Request) -> str:
    """Return what a browser holds our cookies to by their names; "" where it may be plain HTTP.

    `__Host-`: set over HTTPS by this very host, for all of it; no subdomain can plant one. Below
    a path a cookie is for that path, which leaves `__Secure-`.
    """
    environment = _environment(request)
    if not environment.is_https:
        return ""
    return "__Secure-" if environment.base_path else "__Host-"


def read_cookie(request: Request, name: str) -> str:
    """Return the value of a cookie of ours, or ""."""
    return str(dict.get(request.cookies, cookie_prefix(request) + name, [""])[0])


def read_older_cookie(request: Request, name: str) -> str:
    """Return the value of a cookie that was set before we were told of HTTPS, or ""."""
    return str(dict.get(request.cookies, name, [""])[0])


def set_cookie(
    request: Request, response: HTTPResponse, name: str, value: str, seconds: int
) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send; 0 seconds removes it."""
    prefix = cookie_prefix(request)
    response.add_cookie(
        prefix + name,
        value,
        path=_environment(request).base_path or "/",
        max_age=seconds,
        httponly=True,
        samesite="Lax",
        secure=bool(prefix) or request.scheme == "https",
    )


def _environment(request: Request) -> Environment:
    environment: Environment = request.app.ctx.services.environment
    return environment
