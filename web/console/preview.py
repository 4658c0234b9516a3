"""A draft as its page in the help centre will show it."""

from __future__ import annotations

from datetime import date

from sanic import Request

from core.answering import Listed
from core.articles import Draft, join_body, split_body
from core.errors import Unavailable
from web.articles import article_page
from web.http import render, site_address
from web.services import Services


async def preview(request: Request, slug: str, draft: Draft, updated: date) -> str:
    """Return the HTML of the page, made by the templates that make the real one."""
    services: Services = request.app.ctx.services
    near, listed = await _others(services, slug)
    titles = {each.slug: each.title for each in listed}
    parts = split_body(join_body(draft.short, draft.steps, draft.more))
    found = {
        "slug": slug,
        "title": draft.title.strip() or "Untitled",
        "short": parts.short,
        "steps": parts.steps,
        "more": parts.more,
        "next": [{"slug": each, "title": titles[each]} for each in draft.next if each in titles],
        "tags": [tag for tag in draft.tags if tag],
        "updated": updated.isoformat(),
    }
    page = article_page(found, near, listed, services.settings.help)
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


async def _others(services: Services, slug: str) -> tuple[tuple[str, ...], tuple[Listed, ...]]:
    """Return what stands beside the article; nothing while the articles are away."""
    try:
        listed = await services.knowledge.listed()
        published = next((each.title for each in listed if each.slug == slug), "")
        near = await services.knowledge.near(published) if published else ()
    except Unavailable:
        return (), ()
    return near, listed
