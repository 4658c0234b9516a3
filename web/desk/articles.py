"""Finding an article to insert into a reply."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse, json

from core.staff import DESK_ROLES
from core.text import MAX_MESSAGE_LENGTH, clean_text
from web.articles import find_articles
from web.auth import staff_only
from web.desk.page import desk_blueprint
from web.services import Services

article_routes = desk_blueprint("desk_articles")


@article_routes.get("/api/articles")
@staff_only(*DESK_ROLES)
async def articles(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    words = clean_text(request.args.get("q", ""))[:MAX_MESSAGE_LENGTH]
    wordings = services.settings.synonyms.wordings(words)
    find = find_articles(services.actions, services.live_articles, wordings) if words else None
    return json({"articles": await find if find else []})
