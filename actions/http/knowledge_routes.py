"""What a question finds and what this server answers from, over HTTP, for the web process."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, json

from actions.http.outcome import shown_to_json
from actions.http.requests import explaining, in_turn, read_body, read_questions
from actions.services import Services
from core.answering import Answer, History, decide_reply, fact_asked, span_in
from core.errors import BadInput, Unavailable
from core.text import read_message, whole_number
from core.wording import as_searched
from knowledge_base.retrieval import MAX_HITS

MAX_SEARCH_HITS = 50  # articles that one search answers with
MAX_LOOKED_UP_AT_ONCE = 400  # questions in one request

knowledge_routes = Blueprint("knowledge")


@knowledge_routes.get("/search")
@explaining
async def search(request: Request) -> HTTPResponse:
    """Return what a question would get as the first one of a conversation."""
    services: Services = request.app.ctx.services
    question = read_message(request.args.get("q", ""))
    limit = _read_limit(request.args.get("limit"))
    settings = services.settings.now()
    words = as_searched(question, settings.synonyms)
    found = await asyncio.to_thread(services.knowledge.search, words, limit)
    retrieval = replace(found, question=question)
    reply = decide_reply(retrieval, History(), settings.confidence.common)
    hits = [hit.to_json() for hit in retrieval.hits[:limit]]
    span = ""
    if isinstance(reply, Answer) and fact_asked(question) is not None:
        sentences = services.knowledge.sentences(question, reply.hit.slug)
        span = span_in(question, sentences)
    return json({"hits": hits, "decision": reply.decision.value, "span": span})


@knowledge_routes.post("/gets")
@explaining
async def gets(request: Request) -> HTTPResponse:
    """Answer what each question gets, as the first one, when it is looked up in these words."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    questions, words = (
        read_questions(body.get(name), MAX_LOOKED_UP_AT_ONCE) for name in ("questions", "words")
    )
    if len(words) != len(questions):
        raise BadInput("'words' must hold what each of 'questions' is looked up in.")
    settings = services.settings.now()

    def shown() -> list[dict[str, Any]]:
        found = services.knowledge.search_all(words)
        return [
            shown_to_json(replace(each, question=own), settings, settings.confidence.common)
            for each, own in zip(found, questions, strict=True)
        ]

    return json({"gets": await in_turn(request, shown)})


@knowledge_routes.get("/knowledge")
@explaining
async def knowledge(request: Request) -> HTTPResponse:
    """Answer which revision of the articles this server answers from, and any trouble with it."""
    services: Services = request.app.ctx.services
    state = services.serving_state()
    if state is None:
        raise Unavailable("No article has been loaded yet. Try again in a moment.")
    return json(state.to_json())


def _read_limit(text: str | None) -> int:
    limit = whole_number(text or str(MAX_HITS))
    if limit and limit <= MAX_SEARCH_HITS:
        return limit
    raise BadInput(f"'limit' must be a number from 1 to {MAX_SEARCH_HITS}.")
