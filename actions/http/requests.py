"""What other processes of ours send to the actions over HTTP, and how a refusal is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeVar

from sanic import Request
from sanic.exceptions import BadRequest
from sanic.response import HTTPResponse, json

from core.articles import SLUG, Article, read_draft, unfinished_article
from core.errors import BadInput, EffieError
from core.text import clean_text

MAX_ASKED_LENGTH = 2_000  # characters

Handler = Callable[..., Awaitable[HTTPResponse]]
Found = TypeVar("Found")


def explaining(handler: Handler) -> Handler:
    """Answer what a handler refuses with the reason, as JSON."""

    @wraps(handler)
    async def handle(*given: Any, **named: Any) -> HTTPResponse:
        try:
            return await handler(*given, **named)
        except EffieError as error:
            body = {"error": type(error).__name__, "message": error.message}
            return json(body, status=error.status)

    return handle


def read_body(request: Request) -> dict[str, Any]:
    """Return the JSON object that was sent."""
    try:
        body = request.json
    except BadRequest:
        body = None
    if not isinstance(body, dict):
        raise BadInput("Send a JSON object.")
    return body


def read_questions(value: object, most: int) -> list[str]:
    """Return the questions, with their spaces tidied."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise BadInput("'questions' must be a list of texts.")
    if len(value) > most:
        raise BadInput(f"Send at most {most:,} questions at a time.")
    return [clean_text(each)[:MAX_ASKED_LENGTH] for each in value]


def read_change(body: dict[str, Any]) -> tuple[str, Article | None]:
    """Return the slug of a draft, and what there is of its article; None as if withdrawn."""
    slug = body.get("slug")
    if not isinstance(slug, str) or not SLUG.match(slug):
        raise BadInput("'slug' must name an article, in letters, digits, '_', '-' and '?'.")
    if body.get("article") is None:
        return slug, None
    return slug, unfinished_article(slug, read_draft(body["article"]), None)


async def in_turn(request: Request, work: Callable[[], Found]) -> Found:
    """Work on one request at a time: customers' questions need the processor more."""
    async with request.app.ctx.draft_turn:
        return await asyncio.to_thread(work)
