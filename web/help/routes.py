"""The help centre: public pages of the same articles that the assistant answers from."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.answering import arrange, divide, most_popular
from core.errors import NotFound
from store.clock import now
from web.articles import article_page, structured_data, topic_path
from web.auth import open_to_everyone
from web.help.page import help_page
from web.help.routing import help_blueprint, page_at
from web.help.searched import note_opened
from web.help.ways import ways_to_help
from web.http import base_path, in_thread, site_address
from web.services import Services

help_routes = help_blueprint("help")


@page_at(help_routes, "/")
@open_to_everyone
async def home(request: Request) -> HTTPResponse:
    """Show the topics, and what most customers come for."""
    services: Services = request.app.ctx.services
    settings = services.settings.help
    articles = (await services.live_articles.now()).by_title
    return await help_page(
        request,
        "help/home.html",
        "/help",
        topics=arrange(articles, settings),
        popular=most_popular(settings.popular, await services.popular_articles.counts(), articles),
    )


@page_at(help_routes, "/topics/<name:str>")
@open_to_everyone
async def topic(request: Request, name: str) -> HTTPResponse:
    """Show every article of a topic."""
    services: Services = request.app.ctx.services
    settings = services.settings.help
    groups = arrange((await services.live_articles.now()).by_title, settings)
    chosen = next((group for group in groups if group.topic.name == name), None)
    if chosen is None:
        raise NotFound("There is no such topic. All of them are in the help centre.")
    return await help_page(
        request,
        "help/topic.html",
        topic_path(name),
        topic=chosen.topic,
        groups=divide(chosen.topic, chosen.articles, settings),
        topics=groups,
    )


@page_at(help_routes, "/contact")
@open_to_everyone
async def contact(request: Request) -> HTTPResponse:
    """Show the other ways to get help, and whether somebody is there."""
    services: Services = request.app.ctx.services
    ways = ways_to_help(services.settings, now())
    return await help_page(request, "help/contact.html", "/help/contact", ways=ways)


@page_at(help_routes, "/<slug:str>")
@open_to_everyone
async def article(request: Request, slug: str) -> HTTPResponse:
    """Show an article; `?helped=yes` thanks for having said so."""
    services: Services = request.app.ctx.services
    settings = services.settings
    articles = await services.live_articles.now()
    found = articles.get(slug)
    await note_opened(request, found.slug)
    near = await services.actions.near(found.title)
    page = await in_thread(article_page, found, near, articles, settings.help, base_path(request))
    offer_after = settings.help.offer_after
    return await help_page(
        request,
        "help/article.html",
        page.path,
        article=page,
        data=structured_data(page, site_address(request), settings.widget.company),
        said={"yes": "yes", "no": "no"}.get(request.args.get("helped", ""), ""),
        offer_after=offer_after.total_seconds() if offer_after else 0,
    )
