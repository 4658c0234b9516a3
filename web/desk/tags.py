"""What agents say of a conversation."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse, json

from core.staff import DESK_ROLES
from web.auth import staff_only
from web.desk.page import desk_blueprint
from web.http import in_thread, read_body
from web.services import Services

tag_routes = desk_blueprint("tags")


@tag_routes.put("/api/conversations/<conversation:str>/tags")
@staff_only(*DESK_ROLES)
async def set_tags(request: Request, conversation: str) -> HTTPResponse:
    """Let a conversation have exactly these tags; whoever may read it may tag it."""
    services: Services = request.app.ctx.services
    labels = services.settings.labels
    tags = labels.read_tags(read_body(request).get("tags"))
    await in_thread(services.conversations.get, conversation)
    await in_thread(services.tags.set, conversation, tags, request.ctx.staff)
    await services.news.publish(conversation, kind="tags")
    return json({"tags": [{"name": tag, "label": labels.tag_label(tag)} for tag in tags]})
