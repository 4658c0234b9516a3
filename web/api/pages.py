"""The API's document, for programs and as a page for people."""

from __future__ import annotations

from collections.abc import Mapping
from json import dumps
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from web.api.document import document
from web.api.operations import API
from web.auth import open_to_everyone
from web.http import render
from web.services import Services

api_page_routes = Blueprint("api_pages")


@api_page_routes.get(f"{API}/openapi.json")
@open_to_everyone
async def openapi(request: Request) -> HTTPResponse:
    return json(document())


@api_page_routes.get("/api")
@open_to_everyone
async def reference(request: Request) -> HTTPResponse:
    """What the document says, to be read."""
    services: Services = request.app.ctx.services
    described = document()
    listed = [
        (method.upper(), path, operation)
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
    ]
    return await render(
        request,
        "public/api.html",
        company=services.settings.widget.company,
        about=described["info"]["description"],
        operations=listed,
        example=_example,
    )


def _example(part: Mapping[str, Any]) -> str:
    """Return the example of what is sent or answered, as people read it."""
    return dumps(part["content"]["application/json"]["example"], indent=2, ensure_ascii=False)
