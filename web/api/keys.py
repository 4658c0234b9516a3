"""The keys of the API, for admins: made, shown once, revoked."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.api_keys import (
    MAX_KEY_DAYS,
    MAX_KEY_NAME_LENGTH,
    Scope,
    read_key_name,
    read_key_until,
    read_scopes,
)
from core.errors import EffieError
from core.staff import Role
from store.clock import now
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import field, fields, in_thread, read_number, redirect_to
from web.services import Services

PLACE = "/api-keys"
_REVOKED = "The key is revoked: whatever uses it is refused from now on."

api_key_routes = staff_blueprint("api_keys")


@api_key_routes.get(PLACE)
@staff_only(Role.ADMIN)
async def show(request: Request) -> HTTPResponse:
    return await _page(request)


@api_key_routes.post(PLACE)
@staff_only(Role.ADMIN)
async def make(request: Request) -> HTTPResponse:
    """Make a key; this answer is the only place where it ever stands."""
    services: Services = request.app.ctx.services
    try:
        name = read_key_name(field(request, "name"))
        scopes = read_scopes(fields(request, "scope"))
        until = read_key_until(field(request, "days"), now())
        made = services.api_keys.make
        key, secret = await in_thread(made, name, scopes, until, request.ctx.staff)
    except EffieError as error:
        return await _page(request, error)
    return await _page(request, made=key.name, secret=secret)


@api_key_routes.post(f"{PLACE}/<key:int>/revoke")
@staff_only(Role.ADMIN)
async def revoke(request: Request, key: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    try:
        await in_thread(services.api_keys.revoke, read_number(key), request.ctx.staff)
    except EffieError as error:
        return await _page(request, error)
    return redirect_to(request, f"{PLACE}?done=revoked", status=303)


async def _page(
    request: Request, error: EffieError | None = None, made: str = "", secret: str = ""
) -> HTTPResponse:
    services: Services = request.app.ctx.services
    at = now()
    keys = await in_thread(services.api_keys.all)
    is_done = request.method == "GET" and request.args.get("done") == "revoked"
    return await staff_page(
        request,
        "staff/api_keys.html",
        error.status if error else 201 if secret else 200,
        problem=error.message if error else "",
        done=_REVOKED if is_done else "",
        keys=[(key, key.state(at).value) for key in keys],
        scopes=list(Scope),
        made=made,
        secret=secret,
        typed={
            "name": field(request, "name") if error else "",
            "days": field(request, "days") if error else "90",
            "scopes": fields(request, "scope") if error else [],
        },
        longest_name=MAX_KEY_NAME_LENGTH,
        most_days=MAX_KEY_DAYS,
    )
