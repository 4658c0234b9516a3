"""The desk: where agents see who waits, take a conversation over and talk to the customer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import aclosing
from functools import partial
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, empty, json

from core.attachments import read_asked
from core.errors import BadInput
from core.handoffs import Handoff, HandoffState
from core.staff import DESK_ROLES, LEADING_ROLES, StaffMember
from core.text import MAX_COMMENT_LENGTH, read_identifier
from store.conversations import Reader
from web.auth import staff_only, token_for_pages, who_may
from web.desk.beside.usual_next import note_told, read_told
from web.desk.page import desk_blueprint, desk_page
from web.desk.stream import Feed
from web.handoffs import note_seen, read_ending, transitions
from web.handoffs import resolve as resolve_handoff
from web.http import (
    in_thread,
    open_stream,
    read_body,
    read_number,
    read_place,
    read_seq,
    read_words,
)
from web.live import handoff_json, read_queue
from web.services import Services

desk_routes = desk_blueprint("desk")

Transitioning = Callable[[Services, int, StaffMember], Coroutine[Any, Any, Handoff]]


@desk_routes.get("/")
@staff_only(*DESK_ROLES)
async def desk(request: Request) -> HTTPResponse:
    return await desk_page(request, "desk/desk.html")


@desk_routes.get("/api/queue")
@staff_only(*DESK_ROLES)
async def queue(request: Request) -> HTTPResponse:
    """The queue, and the token of this session: a page left open since an earlier one needs it."""
    services: Services = request.app.ctx.services
    found = read_queue(await services.queue_snapshots.now(), request.ctx.staff)
    return json(found | {"csrf": token_for_pages(request)})


@desk_routes.post("/api/handoffs/<handoff:int>/claim")
@staff_only(*DESK_ROLES)
async def claim(request: Request, handoff: int) -> HTTPResponse:
    return await _transition(request, handoff, transitions.claim)


@desk_routes.post("/api/handoffs/<handoff:int>/release")
@staff_only(*DESK_ROLES)
async def release(request: Request, handoff: int) -> HTTPResponse:
    return await _transition(request, handoff, transitions.release)


@desk_routes.post("/api/handoffs/<handoff:int>/transfer")
@staff_only(*DESK_ROLES)
async def transfer(request: Request, handoff: int) -> HTTPResponse:
    body = read_body(request)
    note = read_words(request, body.get("note"), MAX_COMMENT_LENGTH)
    agent, queue = body.get("to_agent"), body.get("to_queue")
    if isinstance(agent, str) and agent:
        to_agent = partial(transitions.pass_to_agent, agent=agent, note=note)
        return await _transition(request, handoff, to_agent)
    if isinstance(queue, str) and queue:
        to_queue = partial(transitions.pass_to_queue, queue=queue, note=note)
        return await _transition(request, handoff, to_queue)
    raise BadInput("Choose a colleague or a queue to transfer this conversation to.")


@desk_routes.post("/api/handoffs/<handoff:int>/assign")
@staff_only(*LEADING_ROLES)
async def assign(request: Request, handoff: int) -> HTTPResponse:
    body = read_body(request)
    note = read_words(request, body["note"], MAX_COMMENT_LENGTH) if body.get("note") else ""
    agent = str(body.get("agent") or "")
    to_agent = partial(transitions.pass_to_agent, agent=agent, note=note)
    return await _transition(request, handoff, to_agent)


@desk_routes.post("/api/handoffs/<handoff:int>/resolve")
@staff_only(*DESK_ROLES)
async def resolve(request: Request, handoff: int) -> HTTPResponse:
    settings = request.app.ctx.services.settings
    ending = read_ending(read_body(request) if request.body else {}, settings)
    return await _transition(request, handoff, partial(resolve_handoff, ending=ending))


@desk_routes.post("/api/handoffs/<handoff:int>/messages")
@staff_only(*DESK_ROLES)
async def reply(request: Request, handoff: int) -> HTTPResponse:
    body = read_body(request)
    message = read_identifier(body.get("id"), "message's id")
    asked = read_asked(body.get("attachments"))
    text = "" if asked and not body.get("text") else read_words(request, body.get("text"))
    services: Services = request.app.ctx.services
    number, ahead = read_number(handoff), read_told(body)
    if ahead:
        conversation = (await in_thread(services.handoffs.get, number)).conversation
        await in_thread(note_told, services, conversation, message, ahead)
    told = (services, number, request.ctx.staff, message, text, asked)
    await transitions.reply(*told)
    return json({"id": message}, status=202)


@desk_routes.post("/api/handoffs/<handoff:int>/typing")
@staff_only(*DESK_ROLES)
async def typing(request: Request, handoff: int) -> HTTPResponse:
    await transitions.show_typing(request.app.ctx.services, read_number(handoff), request.ctx.staff)
    return empty()


@desk_routes.post("/api/conversations/<conversation:str>/seen")
@staff_only(*DESK_ROLES)
async def seen(request: Request, conversation: str) -> HTTPResponse:
    """Note how far the holder has read; a colleague who looks in promises no answer."""
    services: Services = request.app.ctx.services
    seq = read_seq(read_body(request))
    handoff = await in_thread(services.handoffs.open_in, conversation)
    if handoff and handoff.state is HandoffState.CLAIMED and handoff.agent == request.ctx.staff.id:
        await note_seen(services, conversation, Reader.AGENT, seq)
    return empty()


@desk_routes.post("/api/conversations/<conversation:str>/reopen")
@staff_only(*DESK_ROLES)
async def reopen(request: Request, conversation: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    opening = transitions.reopen(services, conversation, request.ctx.staff)
    return await _moved(request, await asyncio.shield(opening))


@desk_routes.get("/api/stream")
@staff_only(*DESK_ROLES)
async def stream(request: Request) -> None:
    services: Services = request.app.ctx.services
    conversation = request.args.get("conversation", "")
    if conversation:
        await in_thread(services.conversations.get, conversation)
    last = read_place(request.args.get("after")) or 0
    feed = Feed(services, partial(who_may, request, DESK_ROLES), conversation, last)
    response = await open_stream(request)
    async with aclosing(feed.events()) as events:  # a page that is gone is seen to be gone
        async for text in events:
            await response.send(text)


async def _transition(request: Request, handoff: int, transition: Transitioning) -> HTTPResponse:
    services: Services = request.app.ctx.services
    # Shielded: a browser that leaves meanwhile would cut the transition off after its first half.
    after = await asyncio.shield(transition(services, read_number(handoff), request.ctx.staff))
    return await _moved(request, after)


async def _moved(request: Request, after: Handoff) -> HTTPResponse:
    services: Services = request.app.ctx.services
    conversation = await in_thread(services.conversations.get, after.conversation)
    profile = conversation.profile
    return json(handoff_json(after, profile, services.settings, request.ctx.staff))
