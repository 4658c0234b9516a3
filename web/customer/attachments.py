"""Files that a customer attaches."""

from __future__ import annotations

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from web.attachments import take_upload
from web.auth import conversation_only
from web.http import in_thread
from web.services import Services

customer_attachment_routes = Blueprint("customer_attachments", url_prefix="/api")


@customer_attachment_routes.post("/conversations/<conversation:str>/attachments", stream=True)
@conversation_only
async def upload(request: Request, conversation: str) -> HTTPResponse:
    """Keep the file that is the body; a message brings it then."""
    services: Services = request.app.ctx.services
    await in_thread(services.conversations.get, conversation)
    return await take_upload(request, conversation)
