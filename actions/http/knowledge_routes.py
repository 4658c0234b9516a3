"""What this server answers from, over HTTP."""

from __future__ import annotations

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from actions.http.requests import explaining
from actions.services import Services
from core.errors import Unavailable

knowledge_routes = Blueprint("knowledge")


@knowledge_routes.get("/knowledge")
@explaining
async def knowledge(request: Request) -> HTTPResponse:
    """Answer which revision of the articles this server answers from, and any trouble with it."""
    services: Services = request.app.ctx.services
    state = services.serving_state()
    if state is None:
        raise Unavailable("No article has been loaded yet. Try again in a moment.")
    return json(state.to_json())
