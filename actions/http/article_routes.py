"""The articles and the search over HTTP, for the web process."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from actions.dialogue import decision_name, hits_to_json
from actions.http.requests import explaining
from actions.services import Services
from core.answering import History, decide_reply
from core.articles import Article
from core.errors import BadInput, NotFound
from core.text import read_message
from knowledge_base.retrieval import MAX_HITS

MAX_LISTED = 50  # articles that one search answers with

article_routes = Blueprint("articles")


@article_routes.get("/search")
@explaining
async def search(request: Request) -> HTTPResponse:
    """Return what a question would get as the first one of a conversation."""
    services: Services = request.app.ctx.services
    question = read_message(request.args.get("q", ""))
    limit = _read_limit(request.args.get("limit"))
    retrieval = await asyncio.to_thread(services.knowledge.search, question, limit)
    reply = decide_reply(retrieval, History(), services.settings.now().confidence.common)
    return json({"hits": hits_to_json(retrieval.hits, limit), "decision": decision_name(reply)})


@article_routes.get("/articles")
async def articles(request: Request) -> HTTPResponse:
    """Return all articles, by title."""
    services: Services = request.app.ctx.services
    return json(
        [
            {
                "slug": article.slug,
                "title": article.title,
                "tags": list(article.tags),
                "updated": _day(article.updated),
            }
            for article in sorted(services.knowledge.articles(), key=lambda a: a.title)
        ]
    )


@article_routes.get("/articles/<slug>", unquote=True)
@explaining
async def article(request: Request, slug: str) -> HTTPResponse:
    """Return an article, 404 if there is none under that slug."""
    services: Services = request.app.ctx.services
    found = services.knowledge.article(slug)
    if found is None:
        raise NotFound("There is no such article. It may have been renamed.")
    return json(_article(found, services))


def _article(article: Article, services: Services) -> dict[str, Any]:
    titles = services.knowledge.titles()
    return {
        "slug": article.slug,
        "title": article.title,
        "short": article.short,
        "steps": list(article.steps),
        "more": article.more,
        "next": [{"slug": s, "title": titles[s]} for s in article.next if s in titles],
        "review": article.review.isoformat(),
        "tags": list(article.tags),
        "updated": _day(article.updated),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_limit(text: str | None) -> int:
    limit = text or str(MAX_HITS)
    if limit.isdecimal() and 0 < int(limit) <= MAX_LISTED:
        return int(limit)
    raise BadInput(f"'limit' must be a number from 1 to {MAX_LISTED}.")
