"""Undoing a change of the settings, and settling a file that was changed at the same time."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import EffieError, NotFound
from core.setting_versions import who_may_change
from core.staff import LEADING_ROLES
from web.auth import check_role, staff_blueprint, staff_only
from web.http import field, in_thread, redirect_to
from web.services import Services
from web.settings.editing import show
from web.settings.listing import PLACE

setting_version_routes = staff_blueprint("setting_versions")


@setting_version_routes.post(f"{PLACE}/<name:str>/undo")
@staff_only(*LEADING_ROLES)
async def undo(request: Request, name: str) -> HTTPResponse:
    """Let hold what held before the newest change."""
    services: Services = request.app.ctx.services
    check_role(request, who_may_change(name))
    number, who = _number(field(request, "number")), request.ctx.staff.email
    try:
        await in_thread(services.setting_versions.undo, f"{name}.yml", number, who)
    except NotFound:
        raise
    except EffieError as error:
        return await show(request, name, error)
    return redirect_to(request, f"{PLACE}/{name}?done=undone", status=303)


@setting_version_routes.post(f"{PLACE}/<name:str>/settle")
@staff_only(*LEADING_ROLES)
async def settle(request: Request, name: str) -> HTTPResponse:
    """Let the file's text hold, or go on with the product's."""
    services: Services = request.app.ctx.services
    check_role(request, who_may_change(name))
    seen, take_file = field(request, "seen"), field(request, "choice") == "file"
    who = request.ctx.staff.email
    try:
        await in_thread(services.setting_versions.settle, f"{name}.yml", seen, take_file, who)
    except NotFound:
        raise
    except EffieError as error:
        return await show(request, name, error)
    return redirect_to(request, f"{PLACE}/{name}?done=settled", status=303)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
