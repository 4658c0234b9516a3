"""The list of articles: found by words and by meaning, a page at a time."""

from __future__ import annotations

import asyncio

from sanic import Request
from sanic.response import HTTPResponse, json

from core.articles import ValidationContext, title_problems
from core.errors import Unavailable
from core.staff import CONSOLE_ROLES, StaffMember
from core.text import whole_number
from store.articles import ArticleQuery, ArticleState
from store.clock import now
from web.articles import find_articles
from web.auth import staff_only, staff_page
from web.console.json import listed_json
from web.console.routing import console_blueprint
from web.http import MAX_QUERY_LENGTH, in_thread, read_query, to_json
from web.services import Services

A_PAGE = 50  # articles
MAX_NEAR = 20  # articles that mean much the same as the words
_STATES = {state.value: state for state in ArticleState}

listing_routes = console_blueprint("console_listing")


@listing_routes.get("/")
@staff_only(*CONSOLE_ROLES)
async def articles(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    search = services.article_search
    owners, tags = await asyncio.gather(in_thread(search.owners), in_thread(search.tags))
    return await staff_page(request, "console/list.html", owners=owners, tags=tags)


@listing_routes.get("/api/articles")
@staff_only(*CONSOLE_ROLES)
async def articles_found(request: Request) -> HTTPResponse:
    """Answer one page of what fits, and how many there are of each kind."""
    services: Services = request.app.ctx.services
    query = await _read_query(request, services)
    page, today = _read_page(request), now().date()
    search = services.article_search
    (total, found), tally = await asyncio.gather(
        in_thread(search.page, query, today, (page - 1) * A_PAGE, A_PAGE),
        in_thread(search.tally, today),
    )
    health = await services.list_health.of(each.article.slug for each in found)
    return json(
        {
            "articles": [
                {
                    **listed_json(each.article),
                    "overdue": each.overdue,
                    "literally": each.literally or not query.words,
                    "health": health.get(each.article.slug),
                }
                for each in found
            ],
            "total": total,
            "page": page,
            "pages": max(1, -(-total // A_PAGE)),
            "tally": {
                "all": tally.all,
                "overdue": tally.overdue,
                "scheduled": tally.scheduled,
                **{state.value: count for state, count in tally.by_state.items()},
            },
        }
    )


@listing_routes.get("/api/find")
@staff_only(*CONSOLE_ROLES)
async def find(request: Request) -> HTTPResponse:
    """Answer live articles that fit some words, and what speaks against a new article's `title`."""
    services: Services = request.app.ctx.services
    live, words = services.live_articles, read_query(request, MAX_QUERY_LENGTH)
    wordings = services.settings.synonyms.wordings(words)
    found = await find_articles(services.actions, live, wordings) if words else []
    titles = ValidationContext(titles=(await live.now()).by_plain_title)
    problems = title_problems("", read_query(request, MAX_QUERY_LENGTH, "title"), titles)
    return json({"articles": found, "problems": to_json(list(problems))})


async def _read_query(request: Request, services: Services) -> ArticleQuery:
    words, view = read_query(request, MAX_QUERY_LENGTH), request.args.get("view", "")
    return ArticleQuery(
        words=words,
        near=await _near(services, words),
        state=_STATES.get(view),
        scheduled=view == "scheduled",
        overdue=view == "overdue",
        owner=read_query(request, MAX_QUERY_LENGTH, "owner"),
        tag=read_query(request, MAX_QUERY_LENGTH, "tag"),
        mine=_names(request.ctx.staff, read_query(request, MAX_QUERY_LENGTH, "mine")),
    )


async def _near(services: Services, words: str) -> tuple[str, ...]:
    """Return what means much the same; nothing while the actions process is away."""
    if not words:
        return ()
    try:
        found = await services.actions.search(words, MAX_NEAR)
    except Unavailable:
        return ()
    return tuple(hit.slug for hit in found.hits)


def _names(member: StaffMember, chosen: str) -> tuple[str, ...]:
    """Under which names an article may be somebody's own; `chosen`: the owner they look after."""
    names = (member.name, member.email, member.email.partition("@")[0], chosen)
    return tuple(name for name in names if name)


def _read_page(request: Request) -> int:
    return whole_number(request.args.get("page", "")) or 1
