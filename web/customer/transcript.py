"""A customer's own conversation to keep: as a file, or by e-mail."""

from __future__ import annotations

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from core.channels import Connection, Kind, Said, Styled, capability_of, lay_out
from core.errors import BadInput, Conflict
from core.text import read_identifier
from store.channels import Post
from store.contacts import find_contact
from web.attachments import as_text, written_file
from web.auth import conversation_only, sender_of
from web.http import in_thread, read_body
from web.services import Services

MAX_TRANSCRIPTS_A_MINUTE = 10  # as a file, in one conversation
MAX_TRANSCRIPT_MAILS_AN_HOUR = 3  # in one conversation
MAX_TRANSCRIPT_MAILS_OF_SENDER = 10  # an hour, from one network

customer_transcript_routes = Blueprint("customer_transcript", url_prefix="/api")


class NoMailForTranscripts(Conflict):
    """This can't be sent by e-mail here. Save it as a file instead."""


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
    to = _address(services, body.get("to"))
    mailbox = mailbox_of(services)
    if mailbox is None:
        raise NoMailForTranscripts
    await in_thread(services.conversations.get, conversation)
    hit, network = services.limits.hit, sender_of(request)
    await hit(f"transcript-mails:{conversation}", MAX_TRANSCRIPT_MAILS_AN_HOUR, 3600)
    await hit(f"transcript-mails-of:{network}", MAX_TRANSCRIPT_MAILS_OF_SENDER, 3600)
    said = await in_thread(services.transcripts.read, conversation)
    words = Styled(as_text(said, services.settings))
    cause = f"transcript:{asked}:{conversation}"[:100]
    laid_out = lay_out([Said(0, words)], capability_of(mailbox))
    posts = [
        Post(mailbox.name, to, "", f"{cause}:{place}", message)
        for place, message in enumerate(laid_out)
    ]
    await in_thread(services.outbox.add, posts)
    return json({"to": to}, status=202)


def mailbox_of(services: Services) -> Connection | None:
    """Return the mailbox that transcripts are sent from, None if none is on."""
    usable = services.settings.connections.usable(services.environment.connection_secrets)
    return next((each for each in usable if each.kind is Kind.EMAIL), None)


def _address(services: Services, given: object) -> str:
    text = given.strip() if isinstance(given, str) else ""
    found = find_contact(text, services.settings.handoff.phone_country) if "@" in text else None
    if found is None or found.contact.kind != "email" or found.rest.strip():
        raise BadInput("Write the e-mail address that it should go to, like name@example.com.")
    return found.contact.value
