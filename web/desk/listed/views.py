"""Views of the list that staff keep; they work without JavaScript, as the list does."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.staff import DESK_ROLES, StaffMember, read_view_title
from web.auth import staff_only
from web.desk.listed.asked import read_kept_query
from web.desk.page import desk_blueprint
from web.http import field, in_thread, read_number, redirect_to
from web.services import Services

view_routes = desk_blueprint("saved_views")


@view_routes.post("/views")
@staff_only(*DESK_ROLES)
async def keep_view(request: Request) -> HTTPResponse:
    """Keep what the list shows under a name; under one that is kept already, it takes its place."""
    services: Services = request.app.ctx.services
    member: StaffMember = request.ctx.staff
    title, query = read_view_title(field(request, "title")), field(request, "query")
    kept, shared = read_kept_query(query), field(request, "shared") == "yes"
    await in_thread(services.saved_views.add, member, title, kept, shared)
    return redirect_to(request, f"/desk/conversations?{kept}", status=303)


@view_routes.post("/views/<view:int>/remove")
@staff_only(*DESK_ROLES)
async def remove_view(request: Request, view: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    await in_thread(services.saved_views.remove, read_number(view), request.ctx.staff)
    return redirect_to(request, "/desk/conversations", status=303)
