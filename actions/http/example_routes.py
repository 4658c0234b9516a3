"""Customers' questions as example questions, over HTTP, for the web process."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from actions.http.requests import explaining, in_turn, read_body, read_questions
from actions.services import Services
from core.errors import BadInput, Unavailable
from knowledge_base.authoring import check_examples, same_questions

MAX_EXAMPLES_AT_ONCE = 200  # in one request
MAX_KNOWN_MEANINGS = 2_000

example_routes = Blueprint("examples")


@example_routes.post("/examples/meanings")
@explaining
async def meanings(request: Request) -> HTTPResponse:
    """Answer for each wording the place of the first that says the same; known ones come first."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    words = read_questions(body.get("words"), MAX_EXAMPLES_AT_ONCE)
    known = read_questions(body.get("known"), MAX_KNOWN_MEANINGS)

    def places() -> list[int]:
        return same_questions(words, known, services.knowledge.engine().encode)

    return json({"places": await in_turn(request, places)})


@example_routes.post("/examples/check")
@explaining
async def check(request: Request) -> HTTPResponse:
    """Answer what the engine makes of words that are suggested for an article."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    words = read_questions(body.get("words"), MAX_EXAMPLES_AT_ONCE)
    articles = body.get("articles")
    if not isinstance(articles, list) or len(articles) != len(words):
        raise BadInput("'articles' must name an article for each of 'words'.")
    status, synonyms = services.knowledge.status(), services.settings.now().synonyms
    if status is None:
        raise Unavailable("No article has been loaded yet. Try again in a moment.")

    def checks() -> list[dict[str, Any]]:
        asked = list(zip(words, map(str, articles), strict=True))
        found = check_examples(asked, services.knowledge.engine(), synonyms)
        return [vars(each) for each in found]

    return json({"revision": status.revision, "checks": await in_turn(request, checks)})
