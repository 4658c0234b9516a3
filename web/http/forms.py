"""Reading the forms of staff pages, and setting their cookies."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse


def field(request: Request, name: str) -> str:
    """Return what stands in a field of the form, or ""."""
    form = request.form
    return str(form.get(name) or "") if form else ""


def set_cookie(
    request: Request, response: HTTPResponse, name: str, value: str, seconds: int
) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send; 0 seconds removes it."""
    response.add_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="Lax",
        secure=request.scheme == "https",
    )
