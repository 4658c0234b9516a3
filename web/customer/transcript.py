"""A customer's own conversation to keep: as a file, or by e-mail."""

from __future__ import annotations

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from core.text import read_identifier
from web.attachments import (
    NoMailForTranscripts,
    mail_transcript,
    mailbox_of,
    read_mail_address,
    written_file,
)
from web.auth import conversation_only, sender_of
from web.http import in_thread, read_body
from web.services import Services

MAX_TRANSCRIPTS_A_MINUTE = 10  # as a file, in one conversation
MAX_TRANSCRIPT_MAILS_OF_SENDER = 10  # an hour, from one network

customer_transcript_routes = Blueprint("customer_transcript", url_prefix="/api")


@customer_transcript_routes.get("/conversations/<conversation:str>/transcript")
@conversation_only
async def transcript(request: Request, conversation: str) -> HTTPResponse:
    """Everything said so far, as text, or with `as=page` as a page to print."""
    services: Services = request.app.ctx.services
    await services.limits.hit(f"transcript:{conversation}", MAX_TRANSCRIPTS_A_MINUTE, 60)
    await in_thread(services.conversations.get, conversation)
    return await written_file(request, conversation, request.args.get("as", ""))


@customer_transcript_routes.post("/conversations/<conversation:str>/transcript")
@conversation_only
async def send(request: Request, conversation: str) -> HTTPResponse:
    """Send it to an e-mail address; the same request twice is one mail."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    asked = read_identifier(body.get("id"), "request's id")
    to, network = read_mail_address(services, body.get("to")), sender_of(request)
    if mailbox_of(services) is None:
        raise NoMailForTranscripts
    await services.limits.hit(
        f"transcript-mails-of:{network}", MAX_TRANSCRIPT_MAILS_OF_SENDER, 3600
    )
    await mail_transcript(services, conversation, asked, to)
    return json({"to": to}, status=202)
