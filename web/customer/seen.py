"""The customer's mark "seen", for the agent to see."""

from __future__ import annotations

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, empty

from store.conversations import Reader
from web.auth import conversation_only
from web.handoffs import note_seen
from web.http import read_body, read_seq
from web.services import Services

MAX_MARKS_A_MINUTE = 120  # in one conversation; the widget sends one for each utterance at most

customer_seen_routes = Blueprint("customer_seen", url_prefix="/api")


@customer_seen_routes.post("/conversations/<conversation:str>/seen")
@conversation_only
async def seen(request: Request, conversation: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    seq = read_seq(read_body(request))
    await services.limits.hit(f"seen:{conversation}", MAX_MARKS_A_MINUTE, 60)
    await note_seen(services, conversation, Reader.CUSTOMER, seq)
    return empty()
