"""Saved replies: texts that agents insert."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, empty, json

from core.staff import DESK_ROLES, SavedReply, StaffMember, may_change, read_text, read_title
from web.auth import staff_only
from web.desk.page import desk_blueprint
from web.http import in_thread, read_body, read_number, record_json
from web.services import Services

saved_reply_routes = desk_blueprint("saved_replies")


@saved_reply_routes.get("/api/saved-replies")
@staff_only(*DESK_ROLES)
async def saved_replies(request: Request) -> HTTPResponse:
    services, member = _who(request)
    found = await in_thread(services.saved_replies.of, member)
    return json({"replies": [_reply_json(reply, member) for reply in found]})


@saved_reply_routes.post("/api/saved-replies")
@staff_only(*DESK_ROLES)
async def add(request: Request) -> HTTPResponse:
    services, member = _who(request)
    body = read_body(request)
    title, text = read_title(body.get("title")), read_text(body.get("text"))
    shared = body.get("shared") is True
    reply = await in_thread(services.saved_replies.add, member, title, text, shared)
    return json(_reply_json(reply, member), status=201)


@saved_reply_routes.put("/api/saved-replies/<reply:int>")
@staff_only(*DESK_ROLES)
async def change(request: Request, reply: int) -> HTTPResponse:
    services, member = _who(request)
    body = read_body(request)
    title, text = read_title(body.get("title")), read_text(body.get("text"))
    change = services.saved_replies.change
    changed = await in_thread(change, read_number(reply), member, title, text)
    return json(_reply_json(changed, member))


@saved_reply_routes.delete("/api/saved-replies/<reply:int>")
@staff_only(*DESK_ROLES)
async def remove(request: Request, reply: int) -> HTTPResponse:
    services, member = _who(request)
    await in_thread(services.saved_replies.remove, read_number(reply), member)
    return empty()


def _who(request: Request) -> tuple[Services, StaffMember]:
    return request.app.ctx.services, request.ctx.staff


def _reply_json(reply: SavedReply, member: StaffMember) -> dict[str, Any]:
    return record_json(
        reply,
        "owner",
        "changed_at",
        mine=reply.owner == member.id,
        shared=reply.shared,
        changeable=may_change(reply, member),
    )
