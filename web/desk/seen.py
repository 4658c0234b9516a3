"""The agent's mark "seen", for the customer to see."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse, empty

from core.handoffs import HandoffState
from core.staff import DESK_ROLES
from store.conversations import Reader
from web.auth import staff_only
from web.desk.blueprints import desk_blueprint
from web.handoffs import note_seen
from web.http import in_thread, read_body, read_seq
from web.services import Services

seen_routes = desk_blueprint("seen")


@seen_routes.post("/api/conversations/<conversation:str>/seen")
@staff_only(*DESK_ROLES)
async def seen(request: Request, conversation: str) -> HTTPResponse:
    """Note how far the holder has read; a colleague who looks in promises no answer."""
    services: Services = request.app.ctx.services
    seq = read_seq(read_body(request))
    handoff = await in_thread(services.handoffs.open_in, conversation)
    held = handoff is not None and handoff.state is HandoffState.CLAIMED
    if held and handoff is not None and handoff.agent == request.ctx.staff.id:
        await note_seen(services, conversation, Reader.AGENT, seq)
    return empty()
