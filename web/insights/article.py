"""An article as customers meet it: its health, and the effort of those who were shown it."""

from __future__ import annotations

from dataclasses import replace

from sanic import Request
from sanic.response import HTTPResponse

from core.articles import Health
from core.insights import Scope
from core.staff import CONSOLE_ROLES, INSIGHT_ROLES
from web.auth import staff_blueprint, staff_only
from web.http import in_thread, read_slug
from web.insights.asked import read_asked
from web.insights.effort import effort_page, ledger_page
from web.insights.rendering import insight_page
from web.services import Services

HEALTH_DAYS = 30

insight_article_routes = staff_blueprint("insight_article")


@insight_article_routes.get("/insights/articles/<slug:str>", unquote=True)
@staff_only(*INSIGHT_ROLES)
async def article(request: Request, slug: str) -> HTTPResponse:
    """Show an article's health, and what it has cost; raises NotFound for one that is not live."""
    services: Services = request.app.ctx.services
    live = (await services.live_articles.now()).get(read_slug(slug))
    asked = await read_asked(request)
    scope = Scope(asked.scope.since, asked.scope.until, article=slug)
    asked = replace(asked, scope=scope)
    effort = await in_thread(effort_page, services, asked)
    ledger = await in_thread(ledger_page, services, asked)
    health: Health = await in_thread(services.article_health.of, slug, HEALTH_DAYS)
    return await insight_page(
        request,
        "insights/article.html",
        asked,
        article=live,
        health=health,
        effort=effort,
        ledger=ledger,
        may_edit=request.ctx.staff.role in CONSOLE_ROLES,
    )
