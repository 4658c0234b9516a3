"""Internal notes: what staff write to each other about a conversation."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.staff import DESK_ROLES, StaffMember, mentioned
from core.text import read_identifier
from store.conversations import Note
from store.realtime import DESK
from web.auth import staff_only
from web.desk.page import desk_blueprint
from web.http import in_thread, read_body, read_words, record_json
from web.services import Services

note_routes = desk_blueprint("notes")


@note_routes.get("/api/conversations/<conversation:str>/notes")
@staff_only(*DESK_ROLES)
async def notes(request: Request, conversation: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    await in_thread(services.conversations.get, conversation)
    found = await in_thread(services.notes.of, conversation)
    return json({"notes": [note_json(note, request.ctx.staff) for note in found]})


@note_routes.post("/api/conversations/<conversation:str>/notes")
@staff_only(*DESK_ROLES)
async def add_note(request: Request, conversation: str) -> HTTPResponse:
    """Keep a note and show it to every colleague who has the conversation open."""
    services: Services = request.app.ctx.services
    body, member = read_body(request), request.ctx.staff
    message = read_identifier(body.get("id"), "note's id")
    text = read_words(request, body.get("text"))
    await in_thread(services.conversations.get, conversation)
    accounts = await in_thread(services.staff.everyone)
    at_the_desk = (a.member for a in accounts if a.active and a.member.role in DESK_ROLES)
    named = mentioned(text, at_the_desk)
    note = await in_thread(services.notes.add, conversation, message, member, text, named)
    await services.news.publish(conversation, kind="note")
    if named:
        await services.news.publish(DESK, kind="mention")
    return json(note_json(note, member), status=201)


def note_json(note: Note, member: StaffMember) -> dict[str, Any]:
    return record_json(note, "conversation", mine=note.staff == member.id)
