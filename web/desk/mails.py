"""What customers wrote by mail, as it came: its subject, what it quotes, its attachments."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse, json

from core.channels import Connection, Kind
from core.errors import NotFound
from core.staff import DESK_ROLES
from store.channels import KeptMail
from web.auth import staff_only
from web.channels import message_id
from web.desk.page import desk_blueprint
from web.http import in_thread
from web.live import iso
from web.services import Services

mail_routes = desk_blueprint("mails")


@mail_routes.get("/api/conversations/<conversation:str>/mails/<message:str>")
@staff_only(*DESK_ROLES)
async def original(request: Request, conversation: str, message: str) -> HTTPResponse:
    """Answer with the mail that a message of the transcript was. Raises NotFound."""
    services: Services = request.app.ctx.services
    found = await in_thread(_mail_of, services, conversation, message)
    if found is None:
        raise NotFound("That message did not come by mail, or its mail is not kept.")
    return json(
        {
            "subject": found.subject,
            "sender": found.sender,
            "at": iso(found.at),
            "text": found.text,
            "attachments": list(found.attachments),
        }
    )


def mailboxes(services: Services) -> list[Connection]:
    """Return the connections whose messages are mails."""
    return [each for each in services.settings.connections if each.kind is Kind.EMAIL]


def _mail_of(services: Services, conversation: str, message: str) -> KeptMail | None:
    names = [each.name for each in mailboxes(services)]
    for mail in services.mails.of(conversation) if names else []:
        if any(message_id(name, mail.external) == message for name in names):
            return mail
    return None
