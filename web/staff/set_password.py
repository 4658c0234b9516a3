"""Setting a password with a link that an admin made: the first one, or a new one."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import BadInput
from core.staff import StaffMember
from web.auth import HOME, open_to_everyone, staff_blueprint
from web.http import field, in_thread
from web.services import Services
from web.staff.open_forms import STALE, NoPasswords, check_passwords_count, form_is_ours, open_form
from web.staff.second_step import go_on

PLACE = "/set-password"
set_password_routes = staff_blueprint("set_password")


@set_password_routes.get(f"{PLACE}/<secret:str>")
@open_to_everyone
async def show_form(request: Request, secret: str) -> HTTPResponse:
    """The form. Looking does not use the link up: messengers look at links by themselves."""
    return await _form(request, await _owner(request, secret))


@set_password_routes.post(f"{PLACE}/<secret:str>")
@open_to_everyone
async def set_password(request: Request, secret: str) -> HTTPResponse:
    """Set the password and sign in: whoever has the link could do so anyway.

    A link stands for the password alone: a second factor is asked for all the same.
    """
    owner = await _owner(request, secret)
    if not form_is_ours(request):
        return await _form(request, owner, STALE, 403)
    services: Services = request.app.ctx.services
    try:
        check_passwords_count(request)
        member = await in_thread(services.password_links.use, secret, field(request, "password"))
    except (BadInput, NoPasswords) as error:
        return await _form(request, owner, error.message, error.status)
    return await go_on(request, member, HOME)


async def _owner(request: Request, secret: str) -> StaffMember:
    services: Services = request.app.ctx.services
    return await in_thread(services.password_links.owner, secret)


async def _form(
    request: Request, owner: StaffMember, problem: str = "", status: int = 200
) -> HTTPResponse:
    return await open_form(
        request,
        "staff/set_password.html",
        status,
        name=owner.first_name,
        email=owner.email,
        problem=problem,
    )
