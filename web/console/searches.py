"""What the help centre is searched for, for whoever writes its articles."""

from __future__ import annotations

from datetime import timedelta

from sanic import Request
from sanic.response import HTTPResponse

from core.staff import CONSOLE_ROLES
from store.clock import now
from web.auth import staff_only, staff_page
from web.console.routing import console_blueprint
from web.http import in_thread
from web.services import Services

SEARCH_VIEWS = {"all": "All", "unopened": "Nobody opened anything"}
_DAYS = 30

search_log_routes = console_blueprint("console_searches")


@search_log_routes.get("/searches")
@staff_only(*CONSOLE_ROLES)
async def searches(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    shown = request.args.get("show", "all")
    shown = shown if shown in SEARCH_VIEWS else "all"
    since = now().date() - timedelta(days=_DAYS)
    found = await in_thread(services.help_searches.listed, since, shown == "unopened")
    articles = await services.live_articles.now()
    titles = {article.slug: article.title for article in articles.by_title}
    return await staff_page(
        request,
        "console/searches.html",
        found=found,
        titles=titles,
        show=shown,
        views=SEARCH_VIEWS,
        days=_DAYS,
    )
