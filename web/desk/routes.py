"""The desk: where agents see who waits, take a conversation over and talk to the customer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, empty, json

from core.conversation import LONGEST_COMMENT, read_identifier, read_message
from core.errors import BadInput, NotFound
from core.handoff import Handoff
from core.staff import DESK_ROLES, StaffMember
from web.desk import moves
from web.desk.follow_ups import read_follow_ups
from web.desk.reading import read_packet, read_queue
from web.desk.shapes import handoff_shape
from web.desk.stream import Feed
from web.pages import render
from web.services import Services
from web.sse import open_stream
from web.staff.access import WrongRole, keep_private, staff_only, token_for_pages, who_asks
from web.staff.routes import other_account
from web.threads import in_thread

desk_routes = Blueprint("desk", url_prefix="/desk")
desk_routes.middleware(keep_private, "response")

_LARGEST_NUMBER = 2**31 - 1  # what the record's keys can hold

Move = Callable[[Services, int, StaffMember], Coroutine[Any, Any, Handoff]]


@desk_routes.get("/")
@staff_only(*DESK_ROLES)
async def desk(request: Request) -> HTTPResponse:
    return await _page(request, "desk.html")


@desk_routes.get("/follow-ups")
@staff_only(*DESK_ROLES)
async def follow_ups(request: Request) -> HTTPResponse:
    lists = await in_thread(read_follow_ups, request.app.ctx.services)
    return await _page(request, "follow_ups.html", **lists)


@desk_routes.get("/api/queue")
@staff_only(*DESK_ROLES)
async def queue(request: Request) -> HTTPResponse:
    """The queue, and the token of this session: a page left open since an earlier one needs it."""
    found = await in_thread(read_queue, request.app.ctx.services, request.ctx.staff)
    return json(found | {"csrf": token_for_pages(request)})


@desk_routes.get("/api/handoffs/<handoff:int>")
@staff_only(*DESK_ROLES)
async def packet(request: Request, handoff: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    found = await in_thread(services.handoffs.get, _number(handoff))
    return json(await in_thread(read_packet, services, found.conversation, request.ctx.staff))


@desk_routes.get("/api/conversations/<conversation:str>")
@staff_only(*DESK_ROLES)
async def conversation_packet(request: Request, conversation: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return json(await in_thread(read_packet, services, conversation, request.ctx.staff))


@desk_routes.post("/api/handoffs/<handoff:int>/claim")
@staff_only(*DESK_ROLES)
async def claim(request: Request, handoff: int) -> HTTPResponse:
    return await _move(request, handoff, moves.claim)


@desk_routes.post("/api/handoffs/<handoff:int>/release")
@staff_only(*DESK_ROLES)
async def release(request: Request, handoff: int) -> HTTPResponse:
    return await _move(request, handoff, moves.release)


@desk_routes.post("/api/handoffs/<handoff:int>/resolve")
@staff_only(*DESK_ROLES)
async def resolve(request: Request, handoff: int) -> HTTPResponse:
    return await _move(request, handoff, moves.resolve)


@desk_routes.post("/api/handoffs/<handoff:int>/messages")
@staff_only(*DESK_ROLES)
async def reply(request: Request, handoff: int) -> HTTPResponse:
    body = _body(request)
    message = read_identifier(body.get("id"), "message's id")
    text = read_message(body.get("text"))
    services: Services = request.app.ctx.services
    await moves.reply(services, _number(handoff), request.ctx.staff, message, text)
    return json({"id": message}, status=202)


@desk_routes.post("/api/handoffs/<handoff:int>/typing")
@staff_only(*DESK_ROLES)
async def typing(request: Request, handoff: int) -> HTTPResponse:
    await moves.show_typing(request.app.ctx.services, _number(handoff), request.ctx.staff)
    return empty()


@desk_routes.post("/api/follow-ups/<follow_up:int>/done")
@staff_only(*DESK_ROLES)
async def follow_up_done(request: Request, follow_up: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    outcome = read_message(_body(request).get("outcome"), LONGEST_COMMENT)
    member: StaffMember = request.ctx.staff
    await in_thread(services.follow_ups.finish, _number(follow_up), member.name, outcome)
    return empty()


@desk_routes.get("/api/stream")
@staff_only(*DESK_ROLES)
async def stream(request: Request) -> None:
    services: Services = request.app.ctx.services
    conversation = request.args.get("conversation", "")
    if conversation:
        await in_thread(services.conversations.get, conversation)
    after = request.args.get("after", "0")
    last = int(after) if after.isdecimal() and len(after) < 16 else 0
    feed = Feed(services, partial(who_asks, request), conversation, last)
    response = await open_stream(request)
    async for text in feed.events():
        await response.send(text)


async def explain_role(request: Request, error: WrongRole) -> HTTPResponse:
    """A page that lets them sign out, for people; JSON for the desk's own script."""
    if request.path.startswith("/desk/api/"):
        return json({"error": type(error).__name__, "message": error.message}, error.status)
    return await other_account(request, request.ctx.staff, error.status)


desk_routes.exception(WrongRole)(explain_role)


async def _move(request: Request, handoff: int, move: Move) -> HTTPResponse:
    services: Services = request.app.ctx.services
    # Shielded: a browser that leaves meanwhile would cut the move off after its first half.
    moved = await asyncio.shield(move(services, _number(handoff), request.ctx.staff))
    conversation = await in_thread(services.conversations.get, moved.conversation)
    profile = conversation.profile
    return json(handoff_shape(moved, profile, services.settings, request.ctx.staff))


async def _page(request: Request, template: str, **values: Any) -> HTTPResponse:
    token, member = token_for_pages(request), request.ctx.staff
    return await render(request, template, member=member, csrf=token, **values)


def _body(request: Request) -> dict[str, Any]:
    """Return the JSON object a request carries; raises BadInput."""
    body = request.json  # the app explains what is not JSON
    if not isinstance(body, dict):
        raise BadInput("The request must be a JSON object.")
    return body


def _number(value: int) -> int:
    """Refuse numbers the record cannot hold, before they reach it."""
    if 0 < value <= _LARGEST_NUMBER:
        return value
    raise NotFound
