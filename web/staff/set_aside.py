"""What could not be dealt with and was set aside, for admins to send again or dismiss."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import EffieError
from core.staff import Role
from core.text import clean_text, clip
from store.audit import write_audit
from store.realtime import DeadLetter
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import in_thread, redirect_to
from web.services import Services

PLACE = "/staff/set-aside"
_DONE = {
    "retry": "It is on its way again. If it still cannot be dealt with, it comes back here.",
    "dismiss": "It is dismissed.",
}
_MAX_SHOWN = 4_000  # characters of an entry

set_aside_routes = staff_blueprint("set_aside")


@set_aside_routes.get(PLACE)
@staff_only(Role.ADMIN)
async def show(request: Request) -> HTTPResponse:
    return await _list(request)


@set_aside_routes.post(f"{PLACE}/<letter:str>/retry")
@staff_only(Role.ADMIN)
async def retry(request: Request, letter: str) -> HTTPResponse:
    """Send it again, behind what is on its way by now."""
    services: Services = request.app.ctx.services
    return await _decide(request, letter, "retry", services.dead_letters.retry)


@set_aside_routes.post(f"{PLACE}/<letter:str>/dismiss")
@staff_only(Role.ADMIN)
async def dismiss(request: Request, letter: str) -> HTTPResponse:
    """Forget it for good."""
    services: Services = request.app.ctx.services
    return await _decide(request, letter, "dismiss", services.dead_letters.dismiss)


async def _decide(
    request: Request, letter: str, what: str, do: Callable[[DeadLetter], Awaitable[None]]
) -> HTTPResponse:
    services: Services = request.app.ctx.services
    try:
        found = await services.dead_letters.get(letter)
        await in_thread(_write_down, services, request.ctx.staff.email, what, found)
        await do(found)
    except EffieError as error:
        return await _list(request, error)
    return redirect_to(request, f"{PLACE}?done={what}", status=303)


def _told(entry: str) -> dict[str, str]:
    """Return what can be read of an entry: its conversation and its words, "" for what cannot."""
    try:
        read = json.loads(entry)
    except (ValueError, RecursionError):
        read = None
    told = read if isinstance(read, dict) else {}
    conversation = told.get("conversation") or told.get("sender_id")
    found = {"conversation": conversation, "words": told.get("text")}
    return {name: clean_text(str(value or "")) for name, value in found.items()}


def _write_down(services: Services, who: str, what: str, letter: DeadLetter) -> None:
    with services.database.writing() as connection:
        write_audit(connection, who, f"set_aside.{what}", letter.stream, clip(letter.entry, 500))


async def _list(request: Request, error: EffieError | None = None) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return await staff_page(
        request,
        "staff/set_aside.html",
        error.status if error else 200,
        problem=error.message if error else "",
        done="" if error else _DONE.get(request.args.get("done", ""), ""),
        letters=[(each, _told(each.entry)) for each in await services.dead_letters.newest()],
        in_all=await services.dead_letters.count(),
        longest=_MAX_SHOWN,
    )
