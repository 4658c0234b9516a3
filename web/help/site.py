"""What search engines ask a site for, and its front door."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, text

from core.answering import HelpSettings, arrange
from core.articles import Article
from web.articles import article_path, topic_path
from web.auth import open_to_everyone
from web.help.page import unless_known
from web.help.routing import page_at
from web.http import redirect_to, site_address
from web.services import Services

_ROBOTS = """User-agent: *
Allow: /help
Allow: /static/
Allow: /widget.js
Allow: /$
Disallow: /help/search
Disallow: /help/suggest
Disallow: /
Sitemap: {site}/sitemap.xml
"""

site_routes = Blueprint("help_site")
front_door = Blueprint("help_front_door")


@page_at(site_routes, "/robots.txt")
@open_to_everyone
async def robots(request: Request) -> HTTPResponse:
    return unless_known(request, text(_ROBOTS.format(site=site_address(request))))


@page_at(site_routes, "/sitemap.xml")
@open_to_everyone
async def sitemap(request: Request) -> HTTPResponse:
    """List every help page that search engines may show; raises Unavailable."""
    services: Services = request.app.ctx.services
    articles = (await services.live_articles.now()).by_title
    site = site_address(request)
    pages = _pages(articles, services.settings.help)
    urls = "".join(_url(site + path, changed) for path, changed in pages)
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )
    return unless_known(request, text(body, content_type="application/xml; charset=utf-8"))


@page_at(front_door, "/")
@open_to_everyone
async def front(request: Request) -> HTTPResponse:
    """Without a demo page, the help centre is what there is to see."""
    return redirect_to(request, "/help")


def _pages(
    articles: tuple[Article, ...], settings: HelpSettings
) -> Iterator[tuple[str, date | None]]:
    yield "/help", None
    yield "/help/contact", None
    for group in arrange(articles, settings):
        yield topic_path(group.topic.name), None
    for article in articles:
        yield article_path(article.slug), article.updated


def _url(address: str, changed: date | None) -> str:
    when = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
    return f"<url><loc>{escape(address)}</loc>{when}</url>\n"
