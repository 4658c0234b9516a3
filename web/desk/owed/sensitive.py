"""Conversations that needed care: listed until somebody of the staff has looked."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.staff import DESK_ROLES, StaffMember
from store.handoffs import SensitiveRecord
from web.auth import staff_only
from web.desk.page import desk_blueprint, desk_page
from web.http import in_thread, redirect_to
from web.services import Services

sensitive_routes = desk_blueprint("sensitive")


@sensitive_routes.get("/sensitive")
@staff_only(*DESK_ROLES)
async def sensitive_page(request: Request) -> HTTPResponse:
    """List what nobody has looked at, the oldest first, also where the customer has left."""
    services: Services = request.app.ctx.services
    topics = services.settings.sensitive
    waiting = await in_thread(SensitiveRecord(services.database).waiting)
    listed = [(each, topics.label_of(each.topic)) for each in waiting]
    return await desk_page(request, "desk/sensitive.html", listed=listed)


@sensitive_routes.post("/sensitive/<conversation:str>/looked-at")
@staff_only(*DESK_ROLES)
async def looked_at(request: Request, conversation: str) -> HTTPResponse:
    """Note who has looked; twice, or for a conversation that is not listed, changes nothing."""
    services: Services = request.app.ctx.services
    member: StaffMember = request.ctx.staff
    look = SensitiveRecord(services.database).look
    await in_thread(look, conversation, member.email, member.name)
    return redirect_to(request, "/desk/sensitive", status=303)
