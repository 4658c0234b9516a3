"""Who is at the desk: one's own status, one's colleagues, and the team for who leads it."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.handoffs import Agent, read_capacity, read_queues, read_status
from core.staff import DESK_ROLES, LEADING_ROLES, StaffMember
from store.realtime import DESK
from web.auth import staff_only
from web.desk.page import desk_blueprint, desk_page
from web.http import in_thread, read_body
from web.live import agent_json, read_colleagues, read_team
from web.services import Services

team_routes = desk_blueprint("team")


@team_routes.get("/team")
@staff_only(*LEADING_ROLES)
async def team_page(request: Request) -> HTTPResponse:
    return await desk_page(request, "desk/team.html")


@team_routes.get("/api/team")
@staff_only(*LEADING_ROLES)
async def team(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return json(read_team(await services.queue_snapshots.now()))


@team_routes.get("/api/colleagues")
@staff_only(*DESK_ROLES)
async def colleagues(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return json(read_colleagues(await services.queue_snapshots.now()))


@team_routes.post("/api/me/status")
@staff_only(*DESK_ROLES)
async def set_status(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    member, status = request.ctx.staff, read_status(read_body(request).get("status"))
    await in_thread(services.agents.set_status, member.id, status)
    return json(await _me(services, member))


@team_routes.post("/api/me/capacity")
@staff_only(*DESK_ROLES)
async def set_capacity(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    member, capacity = request.ctx.staff, read_capacity(read_body(request).get("capacity"))
    await in_thread(services.agents.set_capacity, member.id, capacity)
    return json(await _me(services, member))


@team_routes.post("/api/me/queues")
@staff_only(*DESK_ROLES)
async def set_queues(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    member, known = request.ctx.staff, services.settings.queues
    queues = read_queues(read_body(request).get("queues"), known)
    await in_thread(services.agents.set_queues, member.id, queues)
    return json(await _me(services, member))


async def _me(services: Services, member: StaffMember) -> dict[str, Any]:
    """Have everybody look at the team again, and return what somebody is now."""
    await services.news.publish(DESK)
    found = (await services.queue_snapshots.team()).get(member.id)
    me = found or Agent(member.id, member.name, member.role.value)
    return agent_json(me) | {"status": me.chosen.value}
