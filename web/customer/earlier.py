"""What was said earlier: the pages of a long conversation, from its end to its beginning."""

from __future__ import annotations

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from web.auth import conversation_only
from web.customer.live import PAGE
from web.customer.view import utterance_for_customer
from web.http import in_thread, read_before
from web.services import Services

MAX_PAGES_A_MINUTE = 120  # of one conversation

customer_earlier_routes = Blueprint("customer_earlier", url_prefix="/api")


@customer_earlier_routes.get("/conversations/<conversation:str>/utterances")
@conversation_only
async def earlier(request: Request, conversation: str) -> HTTPResponse:
    """Answer with the utterances before the one that `before` names, and whether there are more."""
    services: Services = request.app.ctx.services
    seq = read_before(request.args)
    await services.limits.hit(f"earlier:{conversation}", MAX_PAGES_A_MINUTE, 60)
    await in_thread(services.conversations.get, conversation)
    found = await in_thread(services.transcripts.before, conversation, seq, PAGE + 1)
    page, assistant = found[-PAGE:], services.settings.widget.assistant
    said = [utterance_for_customer(utterance, assistant, services.file_links) for utterance in page]
    return json({"utterances": said, "earlier": len(found) > PAGE})
