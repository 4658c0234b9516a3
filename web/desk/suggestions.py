"""What an agent suggests to change in the articles."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse, json

from core.articles import SLUG
from core.errors import BadInput
from core.staff import DESK_ROLES
from core.text import read_message
from web.auth import staff_only
from web.desk.blueprints import desk_blueprint
from web.http import in_thread, read_body
from web.services import Services

MAX_SUGGESTION_LENGTH = 1000  # characters

suggestion_routes = desk_blueprint("desk_suggestions")


@suggestion_routes.post("/api/suggestions")
@staff_only(*DESK_ROLES)
async def suggest(request: Request) -> HTTPResponse:
    """Keep a suggestion about an article, or about one that is missing."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    text = read_message(body.get("text"), MAX_SUGGESTION_LENGTH)
    article = body.get("article") or ""
    if article and not (isinstance(article, str) and SLUG.match(article)):
        raise BadInput("That is no article. Choose one from the list, or none.")
    if article:
        await in_thread(services.articles.get, article)
    conversation = await _conversation(services, body.get("conversation") or "")
    add = services.suggestions.add
    added = await in_thread(add, text, request.ctx.staff, article, conversation)
    return json({"id": added.id, "article": added.article, "text": added.text}, status=201)


async def _conversation(services: Services, given: object) -> str:
    """Return the conversation that led to it; raises NotFound for one that there is not."""
    if not given:
        return ""
    return (await in_thread(services.conversations.get, str(given))).id
