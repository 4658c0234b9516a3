"""What the action servers answer from, so that the console can say when a change is live."""

from __future__ import annotations

import asyncio

from sanic import Request
from sanic.response import HTTPResponse, json

from core.staff import CONSOLE_ROLES
from web.auth import staff_only
from web.console.routing import console_blueprint
from web.http import in_thread
from web.services import Services

serving_routes = console_blueprint("console_serving")


@serving_routes.get("/api/serving")
@staff_only(*CONSOLE_ROLES)
async def serving(request: Request) -> HTTPResponse:
    """Answer every action server that is there, and up to which change the record is."""
    services: Services = request.app.ctx.services
    servers, revision = await asyncio.gather(
        services.serving.servers(), in_thread(services.articles.revision)
    )
    return json({"revision": revision, "servers": [server.to_json() for server in servers]})
