"""Beginning an article."""

from __future__ import annotations

from dataclasses import replace

from sanic import Request
from sanic.response import HTTPResponse, json

from core.articles import read_draft
from core.staff import CONSOLE_ROLES
from core.text import MAX_SLUG_LENGTH
from web.articles import next_review
from web.auth import staff_only, staff_page
from web.console.routing import console_blueprint
from web.http import MAX_TYPED_TITLE_LENGTH, in_thread, read_body, read_line, read_query
from web.services import Services

creating_routes = console_blueprint("console_creating")


@creating_routes.get("/new")
@staff_only(*CONSOLE_ROLES)
async def new(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    owners = await in_thread(services.article_search.owners)
    title = read_query(request, MAX_TYPED_TITLE_LENGTH, "title")
    return await staff_page(request, "console/new.html", owners=owners, title=title)


@creating_routes.post("/api/articles")
@staff_only(*CONSOLE_ROLES)
async def create(request: Request) -> HTTPResponse:
    """Create a draft under a name made from its title, or the one that is asked for."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    draft = read_draft(body.get("draft", {}))
    draft = replace(draft, review=draft.review or next_review())
    slug = read_line(body, "slug", MAX_SLUG_LENGTH)
    if slug:
        await in_thread(services.articles.create, slug, draft, request.ctx.staff)
    else:
        slug = await in_thread(services.articles.begin, draft, request.ctx.staff)
    return json({"slug": slug}, status=201)
