"""What an agent puts off: conversations until later, and what they want to be reminded of."""

from __future__ import annotations

import asyncio

from sanic import Request
from sanic.response import HTTPResponse, empty, json

from core.handoffs import read_later
from core.staff import DESK_ROLES
from core.text import MAX_COMMENT_LENGTH, read_identifier
from store.clock import now
from web.auth import staff_only
from web.desk.page import desk_blueprint
from web.handoffs import snooze
from web.http import in_thread, read_body, read_number, read_seq, read_words
from web.live import handoff_json, notice_json
from web.services import Services

later_routes = desk_blueprint("later")


@later_routes.post("/api/handoffs/<handoff:int>/snooze")
@staff_only(*DESK_ROLES)
async def put_aside(request: Request, handoff: int) -> HTTPResponse:
    """Put one's own conversation aside until a time, or until its customer writes."""
    services: Services = request.app.ctx.services
    body, member = read_body(request), request.ctx.staff
    until = read_later(body.get("until"), now())
    seen = read_seq(body) if "seq" in body else None
    # Shielded: a browser that leaves meanwhile would cut it off after its first half.
    after = await asyncio.shield(snooze(services, read_number(handoff), member, until, seen))
    profile = (await in_thread(services.conversations.get, after.conversation)).profile
    return json(handoff_json(after, profile, services.settings, member))


@later_routes.post("/api/conversations/<conversation:str>/reminders")
@staff_only(*DESK_ROLES)
async def remind(request: Request, conversation: str) -> HTTPResponse:
    """Remind whoever asks of a conversation, whatever has become of it by then."""
    services: Services = request.app.ctx.services
    body, member = read_body(request), request.ctx.staff
    key = read_identifier(body.get("id"), "reminder's id")
    at = read_later(body.get("at"), now())
    words = read_words(request, body["words"], MAX_COMMENT_LENGTH) if body.get("words") else ""
    await in_thread(services.conversations.get, conversation)
    reminder = await in_thread(services.staff_notices.remind, member, conversation, key, at, words)
    return json(notice_json(reminder), status=201)


@later_routes.post("/api/notices/<notice:int>/read")
@staff_only(*DESK_ROLES)
async def read_notice(request: Request, notice: int) -> HTTPResponse:
    """Take one's own notice away, or a reminder before its time."""
    services: Services = request.app.ctx.services
    await in_thread(services.staff_notices.read, read_number(notice), request.ctx.staff)
    return empty()
