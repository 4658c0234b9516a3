"""Who a customer is on each channel, and what failed on its way to them."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.channels.linking import Assurance
from core.conversations import WEB_CHANNEL
from core.staff import DESK_ROLES, LEADING_ROLES
from store.audit import write_audit
from store.realtime import DESK
from web.auth import staff_only
from web.channels.linking import Channel, channels_of, offered, send_again
from web.desk.page import desk_blueprint
from web.http import in_thread, read_body, read_number
from web.live import iso
from web.services import Services

customer_channel_routes = desk_blueprint("customer_channels")


@customer_channel_routes.get("/api/conversations/<conversation:str>/channels")
@staff_only(*DESK_ROLES)
async def channels(request: Request, conversation: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    await in_thread(services.conversations.get, conversation)
    return json(
        {
            "channels": await in_thread(channels_json, services, conversation),
            "offer": await in_thread(offer_json, services, conversation),
        }
    )


@customer_channel_routes.post("/api/identities/<identity:int>/unlink")
@staff_only(*LEADING_ROLES)
async def unlink(request: Request, identity: int) -> HTTPResponse:
    """Take an identity from its person: it goes on with nothing that others have begun."""
    services: Services = request.app.ctx.services
    by = request.ctx.staff.email
    found = await in_thread(services.links.unlink, read_number(identity), by)
    await services.news.publish(DESK, conversation=found.conversation)
    if found.conversation:
        await services.news.publish(found.conversation, kind="delivery")
    return json({"identity": found.id})


@customer_channel_routes.post("/api/outgoing/<message:int>/again")
@staff_only(*DESK_ROLES)
async def again(request: Request, message: int) -> HTTPResponse:
    """Send a failed message once more: the same way, or by the `identity` that is named."""
    services: Services = request.app.ctx.services
    asked = read_body(request).get("identity")
    identity = read_number(asked) if isinstance(asked, int) and asked else 0
    failed = await in_thread(_again, services, read_number(message), identity, request)
    await services.news.publish(failed, kind="delivery")
    return json({"conversation": failed}, status=202)


def _again(services: Services, message: int, identity: int, request: Request) -> str:
    failed = send_again(services, message, identity)
    with services.database.writing() as db:
        by, way = request.ctx.staff.email, f"by identity {identity}" if identity else "the same way"
        write_audit(db, by, "message.again", f"message {message}", way)
    return failed.conversation


def channels_json(services: Services, conversation: str) -> list[dict[str, Any]]:
    """Return who the customer is on each channel, the best first; [] for the website alone."""
    found = channels_of(services, conversation)
    return [_channel_json(each) for each in found]


def offer_json(services: Services, conversation: str) -> list[dict[str, Any]]:
    """Return what the chat offers to go on on, the best first, and why not the others.

    [] for a conversation that did not begin on the website.
    """
    if services.conversations.get(conversation).channel != WEB_CHANNEL:
        return []
    found = offered(services, conversation)
    return [
        {"label": each.way.label, "place": each.place, "why_not": each.why_not} for each in found
    ]


def _channel_json(channel: Channel) -> dict[str, Any]:
    who, judged = channel.identity, channel.judged
    return {
        "identity": who.id,
        "connection": who.connection,
        "label": channel.label,
        "here": channel.is_here,
        "name": who.name,
        "language": who.language,
        "assurance": who.assurance,
        "assurance_words": Assurance(who.assurance).in_words,
        "last_in_at": iso(who.last_in_at),
        "place": judged.place if judged else 0,
        "why_not": judged.why_not if judged else "",
        "linked": who.assurance >= Assurance.LINKED,
    }
