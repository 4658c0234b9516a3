"""Saved replies: texts that agents insert."""

from __future__ import annotations

import asyncio
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, empty, json

from core.settings import Settings
from core.staff import (
    DESK_ROLES,
    SavedReply,
    StaffMember,
    may_change,
    read_folder,
    read_shortcut,
    read_steps,
    read_text,
    read_title,
)
from core.text import read_identifier
from store.staff import ReplyWords
from web.auth import staff_only
from web.desk.page import desk_blueprint
from web.handoffs import do_macro
from web.http import (
    in_thread,
    read_body,
    read_count,
    read_number,
    read_seq,
    read_words,
    record_json,
)
from web.live import handoff_json
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
    words, shared = _words(body, services.settings), body.get("shared") is True
    reply = await in_thread(services.saved_replies.add, member, words, shared)
    return json(_reply_json(reply, member), status=201)


@saved_reply_routes.put("/api/saved-replies/<reply:int>")
@staff_only(*DESK_ROLES)
async def change(request: Request, reply: int) -> HTTPResponse:
    services, member = _who(request)
    words, change = _words(read_body(request), services.settings), services.saved_replies.change
    changed = await in_thread(change, read_number(reply), member, words)
    return json(_reply_json(changed, member))


@saved_reply_routes.delete("/api/saved-replies/<reply:int>")
@staff_only(*DESK_ROLES)
async def remove(request: Request, reply: int) -> HTTPResponse:
    services, member = _who(request)
    await in_thread(services.saved_replies.remove, read_number(reply), member)
    return empty()


@saved_reply_routes.post("/api/handoffs/<handoff:int>/macro")
@staff_only(*DESK_ROLES)
async def use_macro(request: Request, handoff: int) -> HTTPResponse:
    """Do what a macro says, with the reply as it was previewed."""
    services, member = _who(request)
    body = read_body(request)
    message = read_identifier(body.get("id"), "message's id")
    reply, seen = read_number(read_count(body, "reply")), read_seq(body)
    text = read_words(request, body["text"]) if body.get("text") else ""
    macro = await in_thread(services.saved_replies.get, reply, member)
    doing = do_macro(
        services, read_number(handoff), member, macro.title, macro.steps, message, text, seen
    )
    # Shielded: a browser that leaves meanwhile would cut it off after its first half.
    after = await asyncio.shield(doing)
    profile = (await in_thread(services.conversations.get, after.conversation)).profile
    return json(handoff_json(after, profile, services.settings, member))


def _words(body: dict[str, Any], settings: Settings) -> ReplyWords:
    labels = settings.labels
    return ReplyWords(
        title=read_title(body.get("title")),
        text=read_text(body.get("text")),
        folder=read_folder(body.get("folder")),
        shortcut=read_shortcut(body.get("shortcut")),
        steps=read_steps(body.get("steps"), labels.tags, labels.contact_reasons, settings.queues),
    )


def _who(request: Request) -> tuple[Services, StaffMember]:
    return request.app.ctx.services, request.ctx.staff


def _reply_json(reply: SavedReply, member: StaffMember) -> dict[str, Any]:
    return record_json(
        reply,
        "owner",
        "changed_at",
        steps=record_json(reply.steps),
        is_macro=reply.steps.any,
        mine=reply.owner == member.id,
        shared=reply.shared,
        changeable=may_change(reply, member),
    )
