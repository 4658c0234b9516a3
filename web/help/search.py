"""Searching the articles: a page of its own, and what is suggested while somebody types."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.answering import Found, Listed, decide_found
from core.errors import NotFound
from core.text import clean_text
from store.realtime import AWAY
from web.articles import article_path, to_inline_html, to_text
from web.auth import open_to_everyone
from web.help.blueprints import help_blueprint, page_at
from web.help.page import help_page, unless_known
from web.services import Services

MAX_WANTED_LENGTH = 300  # characters; what follows is left out
MAX_SEARCHES_A_MINUTE = 240  # from one address: a few a second while somebody types

search_routes = help_blueprint("help_search")


@page_at(search_routes, "/search")
@open_to_everyone
async def search(request: Request) -> HTTPResponse:
    """Show what the assistant would answer with, and what else may be meant."""
    services: Services = request.app.ctx.services
    wanted = read_wanted(request)
    found = await find(request, wanted)
    short = await _short(services, found.sure)
    return await help_page(
        request,
        "help/search.html",
        "/help/search",
        wanted=wanted,
        found=found,
        short_html=to_inline_html(short),
    )


@search_routes.get("/suggest")
@open_to_everyone
async def suggest(request: Request) -> HTTPResponse:
    """Answer {sure: {title, url, short} or null, maybe: [{title, url}]}."""
    services: Services = request.app.ctx.services
    found = await find(request, read_wanted(request))
    short = to_text(await _short(services, found.sure))
    sure = found.sure and {**_link(found.sure), "short": short}
    body = {"sure": sure, "maybe": [_link(each) for each in found.maybe]}
    return unless_known(request, json(body))


async def find(request: Request, wanted: str) -> Found:
    """Search as the assistant does; raises TooMany and Unavailable."""
    services: Services = request.app.ctx.services
    if not wanted:
        return Found()
    with contextlib.suppress(*AWAY):  # reading needs no Redis
        await services.limits.hit(f"search:{request.client_ip}", MAX_SEARCHES_A_MINUTE, 60)
    knowledge = services.knowledge
    articles, retrieval = await asyncio.gather(knowledge.listed(), knowledge.retrieve(wanted))
    return decide_found(retrieval, articles, services.settings.confidence.common)


def read_wanted(request: Request) -> str:
    """Return what somebody looks for, on one line; "" for nothing."""
    return " ".join(clean_text(request.args.get("q", "")).split())[:MAX_WANTED_LENGTH]


async def _short(services: Services, article: Listed | None) -> str:
    """Return an article's short answer; "" if it was withdrawn a moment ago."""
    if article is None:
        return ""
    try:
        return str((await services.knowledge.article(article.slug))["short"])
    except NotFound:
        return ""


def _link(article: Listed) -> dict[str, Any]:
    return {"title": article.title, "url": article_path(article.slug)}
