"""Files that agents attach, and those that they look at; a conversation as a file."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse, json

from core.handoffs import may_speak
from core.staff import DESK_ROLES, StaffMember
from core.text import read_identifier
from store.audit import write_audit
from web.attachments import (
    mail_transcript,
    read_mail_address,
    send_file,
    take_upload,
    written_file,
)
from web.auth import staff_only
from web.desk.page import desk_blueprint
from web.http import in_thread, read_body, read_number
from web.services import Services

desk_attachment_routes = desk_blueprint("desk_attachments")


@desk_attachment_routes.post("/api/handoffs/<handoff:int>/attachments", stream=True)
@staff_only(*DESK_ROLES)
async def upload(request: Request, handoff: int) -> HTTPResponse:
    """Keep the file that is the body; a reply of its sender brings it then."""
    services: Services = request.app.ctx.services
    held = await in_thread(services.handoffs.get, read_number(handoff))
    may_speak(held, request.ctx.staff.id)
    return await take_upload(request, held.conversation, request.ctx.staff.id)


@desk_attachment_routes.get("/api/attachments/<attachment:str>")
@staff_only(*DESK_ROLES)
async def attachment(request: Request, attachment: str) -> HTTPResponse:
    """A file of any conversation, since whoever is at the desk may read them all."""
    return await send_file(request.app.ctx.services, attachment, request.args.get("as", ""))


@desk_attachment_routes.get("/api/conversations/<conversation:str>/transcript")
@staff_only(*DESK_ROLES)
async def transcript(request: Request, conversation: str) -> HTTPResponse:
    """Everything said so far, as text, or with `as=page` as a page to print."""
    services: Services = request.app.ctx.services
    await in_thread(services.conversations.get, conversation)
    return await written_file(request, conversation, request.args.get("as", ""))


@desk_attachment_routes.post("/api/conversations/<conversation:str>/transcript")
@staff_only(*DESK_ROLES)
async def mail(request: Request, conversation: str) -> HTTPResponse:
    """Send the customer everything said so far by e-mail; the same request twice is one mail."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    asked = read_identifier(body.get("id"), "request's id")
    to = read_mail_address(services, body.get("to"))
    await mail_transcript(services, conversation, asked, to)
    await in_thread(_note_mailed, services, request.ctx.staff, conversation, to)
    return json({"to": to}, status=202)


def _note_mailed(services: Services, member: StaffMember, conversation: str, to: str) -> None:
    with services.database.writing() as connection:
        write_audit(connection, member.email, "transcript.mailed", conversation, to)
