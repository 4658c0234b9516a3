"""Staff pages: rendered for the member of staff who asks."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from web.auth.staff import WrongRole, keep_private, token_for_pages
from web.http import in_thread, render


def staff_blueprint(name: str) -> Blueprint:
    """Return a blueprint whose answers no cache keeps."""
    blueprint = Blueprint(name)
    blueprint.middleware(keep_private, "response")
    return blueprint


async def staff_page(
    request: Request, template: str, status: int = 200, **values: Any
) -> HTTPResponse:
    """Return a page for the member of staff who asks, with their token in it."""
    about = await about_who_asks(request)
    return await render(request, template, status, me=request.ctx.staff, **about, **values)


async def about_who_asks(request: Request) -> dict[str, Any]:
    """Return what the head of every staff page says of the member who asks, and their token."""
    token, member = token_for_pages(request), request.ctx.staff
    answered = await in_thread(request.app.ctx.services.ideas.how_many_unread, member)
    return {"member": member, "csrf": token, "answered_ideas": answered}


async def other_account(request: Request, error: WrongRole) -> HTTPResponse:
    """Tell someone whom a page is for, and let them go to their own or sign out."""
    return await staff_page(
        request, "staff/other_account.html", error.status, problem=error.message
    )
