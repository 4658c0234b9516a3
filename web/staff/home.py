"""Where somebody begins after signing in."""

from __future__ import annotations

from typing import Any

from sanic import Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse

from core.staff import DESK_ROLES, EVERY_ROLE, Role, StaffMember
from web.auth import HOME, Open, access_of, staff_blueprint, staff_only
from web.http import redirect_to

home_routes = staff_blueprint("home")


@home_routes.get(HOME)
@staff_only(*EVERY_ROLE)
async def home(request: Request) -> HTTPResponse:
    """Lead on to where this role works."""
    return redirect_to(request, home_of(request.ctx.staff.role))


def home_of(role: Role) -> str:
    """Return the page where a role's work is."""
    if role is Role.ADMIN:
        return "/staff"
    return "/desk" if role in DESK_ROLES else "/console"


def way_on(app: Sanic[Any, Any], member: StaffMember, goal: str) -> str:
    """Return where somebody wanted to go if that is open to them, else where they begin."""
    return goal if may_open(app, goal, member.role) else HOME


def may_open(app: Sanic[Any, Any], address: str, role: Role) -> bool:
    """Tell whether there is such a page and it is open to this role."""
    try:
        _, handler, _ = app.router.get(address.partition("?")[0], "GET", None)
    except SanicException:
        return False
    access = access_of(handler)
    return access is Open.EVERYONE or (isinstance(access, frozenset) and role in access)
