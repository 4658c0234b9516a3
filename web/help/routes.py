"""Public pages of articles: what an answer's link leads to."""

from __future__ import annotations

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from core.articles import SLUG
from core.errors import NotFound
from web.help.markdown import to_html, to_inline_html
from web.pages import render
from web.services import Services

help_routes = Blueprint("help", url_prefix="/help")


@help_routes.get("/<slug:str>", unquote=True)
async def article(request: Request, slug: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    if not SLUG.match(slug):
        raise NotFound
    found = await services.knowledge.article(slug)
    return await render(
        request,
        "article.html",
        company=services.settings.widget.company,
        article={
            **found,
            "short_html": to_inline_html(found["short"]),
            "steps_html": [to_inline_html(step) for step in found["steps"]],
            "more_html": to_html(found["more"]),
        },
    )
