"""Going on on a messenger, and back: what the page offers, and how it agrees."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from core.channels.linking import Direction, Link, LinkState
from core.errors import BadInput, Conflict, NotFound
from core.text import MAX_IDENTIFIER_LENGTH
from store.clock import now
from web.auth import conversation_only, conversation_token
from web.channels.linking import agree, offer, offered, refuse
from web.http import in_thread, read_body, read_number
from web.services import Services

MAX_LINK_LOOKS_A_MINUTE = 90  # in one conversation; the widget looks every two seconds

customer_continuing_routes = Blueprint("customer_continuing", url_prefix="/api")


@customer_continuing_routes.get("/conversations/<conversation:str>/ways")
@conversation_only
async def ways(request: Request, conversation: str) -> HTTPResponse:
    """Answer with the channels the conversation can go on on, the best for its customer first."""
    services: Services = request.app.ctx.services
    judged = await in_thread(offered, services, conversation)
    usable = [each.way for each in judged if not each.why_not]
    kinds = services.settings.connections.by_name
    told = [
        {"connection": w.connection, "kind": kinds[w.connection].kind, "label": w.label}
        for w in usable
    ]
    return json({"ways": told})


@customer_continuing_routes.post("/conversations/<conversation:str>/links")
@conversation_only
async def begin(request: Request, conversation: str) -> HTTPResponse:
    """Give out a code for a channel; an earlier one of this page counts no more."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    connection = str(body.get("connection") or "")[:MAX_IDENTIFIER_LENGTH]
    page = request.ctx.right.via
    await in_thread(services.conversations.get, conversation)
    args = (conversation, connection, _direction(body.get("direction")), page)
    given = await offer(services, *args)
    link = given.link
    return json(
        {
            "id": link.id,
            "code": given.code,
            "label": given.label,
            "url": given.url,
            "qr": list(given.qr),
            "number": link.number,
            "ends_at": link.ends_at.isoformat(),
        },
        status=201,
    )


@customer_continuing_routes.get("/conversations/<conversation:str>/links/<link:int>")
@conversation_only
async def look(request: Request, conversation: str, link: int) -> HTTPResponse:
    """Answer how far a link has come."""
    services: Services = request.app.ctx.services
    await services.limits.hit(f"link-looks:{conversation}", MAX_LINK_LOOKS_A_MINUTE, 60)
    return json(await _told(services, await _own(services, conversation, link)))


@customer_continuing_routes.post("/conversations/<conversation:str>/links/<link:int>")
@conversation_only
async def decide(request: Request, conversation: str, link: int) -> HTTPResponse:
    """Say yes or no on this end, whoever was here first."""
    services: Services = request.app.ctx.services
    accepted = read_body(request).get("accept")
    if not isinstance(accepted, bool):
        raise BadInput("Say true or false in 'accept'.")
    found = await _own(services, conversation, link)
    if accepted and found.state(now()) is LinkState.OFFERED:
        raise Conflict("Nobody has used the code yet. Send it on the other channel first.")
    act = agree if accepted else refuse
    return json(await _told(services, await act(services, found, at_page=True)))


def _direction(value: object) -> Direction:
    try:
        return Direction(value or Direction.THERE)
    except ValueError:
        raise BadInput("'direction' must be 'there' or 'here'.") from None


async def _own(services: Services, conversation: str, link: int) -> Link:
    found = await in_thread(services.links.get, read_number(link))
    if found is None or found.conversation != conversation:
        raise NotFound("There is no such code in this chat. Ask for a new one.")
    return found


async def _told(services: Services, link: Link) -> dict[str, Any]:
    """Return a link as the page shows it.

    The right to what a messenger's customer said is told only once both ends have agreed.
    """
    state = link.state(now())
    who = await in_thread(services.identities.by_id, link.identity) if link.identity else None
    told = {
        "state": state.value,
        "name": who.name if who else "",
        "agreed": link.here_at is not None,
        "number": link.number,
        "ends_at": link.ends_at.isoformat(),
    }
    if state is not LinkState.DONE or link.direction is not Direction.HERE:
        return told
    page = link.page or await in_thread(services.links.page_of, link.conversation)
    token = conversation_token(link.went_on, services.environment.secret, via=page)
    return told | {"conversation": link.went_on, "token": token}
