"""A draft as its page in the help centre will show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sanic import Request

from core.articles import Draft, unfinished_article
from web.articles import article_page
from web.http import base_path, in_thread, render, site_address
from web.services import Services


async def preview(request: Request, slug: str, draft: Draft, updated: date) -> str:
    """Return the HTML of the page, made by the templates that make the real one."""
    services: Services = request.app.ctx.services
    articles = await services.live_articles.now()
    published = articles.by_slug.get(slug)
    near = await services.actions.near(published.title) if published else ()
    article = unfinished_article(slug, draft, updated)
    shown = replace(article, title=article.title or "Untitled")
    page = await in_thread(
        article_page, shown, near, articles, services.settings.help, base_path(request)
    )
    rendered = await render(
        request,
        "console/preview.html",
        company=services.settings.widget.company,
        assistant=services.settings.widget.assistant,
        site=site_address(request),
        path=page.path,
        article=page,
        said="",
        offer_after=0,
    )
    return (rendered.body or b"").decode()
