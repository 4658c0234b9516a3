"""Staff pages: rendered for the member of staff who asks."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from web.auth.staff import WrongRole, keep_private, token_for_pages
from web.http import render


def staff_blueprint(name: str) -> Blueprint:
    """Return a blueprint whose answers no cache keeps."""
    blueprint = Blueprint(name)
    blueprint.middleware(keep_private, "response")
    return blueprint


async def staff_page(
    request: Request, template: str, status: int = 200, **values: Any
) -> HTTPResponse:
    """Return a page for the member of staff who asks, with their token in it."""
    token, member = token_for_pages(request), request.ctx.staff
    return await render(request, template, status, me=member, member=member, csrf=token, **values)


async def other_account(request: Request, error: WrongRole) -> HTTPResponse:
    """Tell someone whom a page is for, and let them go to their own or sign out."""
    return await staff_page(
        request, "staff/other_account.html", error.status, problem=error.message
    )
