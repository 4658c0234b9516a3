"""Where somebody begins after signing in."""

from __future__ import annotations

from typing import Any

from sanic import Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse, redirect

from core.errors import Unavailable
from core.staff import DESK_ROLES, EVERY_ROLE, Role
from web.access import Open, access_of
from web.services import Services
from web.staff.access import staff_only
from web.staff.pages import staff_blueprint, staff_page
from web.staff.tokens import HOME

home_routes = staff_blueprint("home")


@home_routes.get(HOME)
@staff_only(*EVERY_ROLE)
async def home(request: Request) -> HTTPResponse:
    """Lead on to where this role works; without such a place, say what there is for it."""
    place = home_of(request.app, request.ctx.staff.role)
    if place != HOME:
        return redirect(place)
    services: Services = request.app.ctx.services
    try:
        titles = await services.knowledge.titles()
    except Unavailable:
        titles = {}
    articles = sorted(titles.items(), key=lambda item: item[1].casefold())
    return await staff_page(request, "home.html", articles=articles)


def home_of(app: Sanic[Any, Any], role: Role) -> str:
    """Return the page where a role's work is."""
    if role is Role.ADMIN:
        return "/staff"
    if role in DESK_ROLES:
        return "/desk"
    return "/console" if may_open(app, "/console", role) else HOME


def may_open(app: Sanic[Any, Any], address: str, role: Role) -> bool:
    """Tell whether there is such a page and it is open to this role."""
    try:
        _, handler, _ = app.router.get(address.partition("?")[0], "GET", None)
    except SanicException:
        return False
    access = access_of(handler)
    return access is Open.EVERYONE or (isinstance(access, frozenset) and role in access)
