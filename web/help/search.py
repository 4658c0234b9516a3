"""Searching the articles: a page of its own, and what is suggested while somebody types."""

from __future__ import annotations

import contextlib
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.answering import HelpResults
from core.articles import Article, marked_pieces
from core.conversations import content_words
from core.errors import TooMany, Unavailable
from store.realtime import AWAY
from web.articles import article_path, search_help, to_html, to_inline_html, to_text
from web.auth import open_to_everyone, sender_of
from web.help.page import help_page, unless_known
from web.help.routing import help_blueprint, page_at
from web.help.searched import note_search
from web.http import MAX_HELP_QUERY_LENGTH, base_path, in_thread, read_query
from web.services import Services

MAX_SEARCHES_A_MINUTE = 240  # from one address: a few a second while somebody types
MAX_EMPTY_SEARCHES_A_DAY = 30  # from one address that are kept: an office may share one

search_routes = help_blueprint("help_search")


@page_at(search_routes, "/search")
@open_to_everyone
async def search(request: Request) -> HTTPResponse:
    """Show what the assistant would answer with, and what else may be meant."""
    query = read_query(request, MAX_HELP_QUERY_LENGTH)
    found = await find(request, query)
    await _note_if_empty(request, query, found)
    await note_search(request, query, found)
    return await help_page(
        request,
        "help/search.html",
        "/help/search",
        query=query,
        found=found,
        pieces=_pieces(found),
        span_html=to_inline_html(found.span, base_path(request)),
        short_html=to_html(found.rest, base_path(request)),
    )


@search_routes.get("/suggest")
@open_to_everyone
async def suggest(request: Request) -> HTTPResponse:
    """Answer {sure: {title, url, short, span} or null, maybe: [{title, url, pieces}]}.

    pieces: [[text, whether it is to be marked], …] of the sentence that holds the words
    """
    query = read_query(request, MAX_HELP_QUERY_LENGTH)
    found = await find(request, query)
    pieces = _pieces(found)
    sure = found.sure and {
        **_link(found.sure),
        "short": to_text(found.sure.short),
        "span": to_text(found.span),
    }
    maybe = [{**_link(each), "pieces": pieces.get(each.slug, ())} for each in found.maybe]
    body = {"sure": sure, "maybe": maybe}
    return unless_known(request, json(body))


async def find(request: Request, query: str) -> HelpResults:
    """Search as the assistant does, by words while it is away; raises TooMany."""
    services: Services = request.app.ctx.services
    if not query:
        return HelpResults()
    with contextlib.suppress(*AWAY):  # reading needs no Redis
        await services.limits.hit(f"search:{sender_of(request)}", MAX_SEARCHES_A_MINUTE, 60)
    thresholds = services.settings.confidence.common
    wordings = services.settings.synonyms.wordings(query)
    return await search_help(services.actions, services.live_articles, wordings, thresholds)


async def _note_if_empty(request: Request, query: str, found: HelpResults) -> None:
    """Keep what was looked for in vain, for the list of content gaps; readers never wait for it.

    While the engine is away nobody knows whether there is an answer. One word too many from an
    address is not kept.
    """
    services: Services = request.app.ctx.services
    nothing = not found.sure and not found.maybe and not found.words_only
    if not nothing or not content_words(query):
        return
    sender = sender_of(request)
    with contextlib.suppress(TooMany, Unavailable, *AWAY):
        await services.limits.hit(f"empty_search:{sender}", MAX_EMPTY_SEARCHES_A_DAY, 24 * 3600)
        await in_thread(services.empty_searches.note, query, sender)


def _pieces(found: HelpResults) -> dict[str, tuple[tuple[str, bool], ...]]:
    """Return the sentences that hold the words, by slug, cut where they are to be marked."""
    return {
        slug: marked_pieces(to_text(sentence), " ".join(found.wordings))
        for slug, sentence in found.sentences.items()
    }


def _link(article: Article) -> dict[str, Any]:
    return {"title": article.title, "url": article_path(article.slug)}
