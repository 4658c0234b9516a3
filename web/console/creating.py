"""Beginning an article."""

from __future__ import annotations

from datetime import timedelta

from sanic import Request
from sanic.response import HTTPResponse, json

from core.articles import Draft, read_draft, slugs_for
from core.errors import BadInput
from core.staff import CONSOLE_ROLES, StaffMember
from store.articles import SlugTaken
from store.clock import now
from web.auth import staff_only, staff_page
from web.console.routing import console_blueprint
from web.http import in_thread, read_line, read_object
from web.services import Services

REVIEW_AFTER = timedelta(days=182)

creating_routes = console_blueprint("console_creating")


@creating_routes.get("/new")
@staff_only(*CONSOLE_ROLES)
async def new(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    owners = await in_thread(services.article_search.owners)
    title = " ".join(request.args.get("title", "").split())[:200]
    return await staff_page(request, "console/new.html", owners=owners, title=title)


@creating_routes.post("/api/articles")
@staff_only(*CONSOLE_ROLES)
async def create(request: Request) -> HTTPResponse:
    """Create a draft under a name made from its title, or the one that is asked for."""
    services: Services = request.app.ctx.services
    body = read_object(request)
    draft = read_draft({"review": _next_review(), **body.get("draft", {})})
    slug = read_line(body, "slug", 80)
    if not slug and not draft.title.strip():
        raise BadInput("Give the article a title.")
    slug = await in_thread(_create, services, slug, draft, request.ctx.staff)
    return json({"slug": slug}, status=201)


def _create(services: Services, slug: str, draft: Draft, member: StaffMember) -> str:
    """Create it under the name asked for, or the first that is free; return the name."""
    if slug:
        services.articles.create(slug, draft, member)
        return slug
    for name in slugs_for(draft.title):
        try:
            services.articles.create(name, draft, member)
        except SlugTaken:
            continue
        return name
    raise SlugTaken


def _next_review() -> str:
    return (now().date() + REVIEW_AFTER).isoformat()
