"""The words that raise effort, for the page that marks them while an agent types."""

from __future__ import annotations

from dataclasses import asdict

from sanic import Request
from sanic.response import HTTPResponse, json

from core.staff import DESK_ROLES
from web.auth import staff_only
from web.desk.page import desk_blueprint
from web.services import Services

effort_word_routes = desk_blueprint("effort_words")


@effort_word_routes.get("/api/effort-words")
@staff_only(*DESK_ROLES)
async def effort_words(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return json({"words": [asdict(word) for word in services.settings.effort_words]})
