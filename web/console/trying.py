"""Trying a question: what the assistant would do with it now, and with a draft."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.articles import MAX_QUESTION_LENGTH, draft_to_json, read_draft
from core.staff import CONSOLE_ROLES
from core.text import MAX_SLUG_LENGTH, read_message
from web.auth import staff_only, staff_page
from web.console.editing import segments
from web.console.routing import console_blueprint
from web.http import read_body, read_line, read_query, read_slug, to_json
from web.services import Services

trying_routes = console_blueprint("console_trying")


@trying_routes.get("/try")
@staff_only(*CONSOLE_ROLES)
async def try_page(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    question = read_query(request, MAX_QUESTION_LENGTH)
    given = {"segments": segments(services), "question": question}
    return await staff_page(request, "console/try.html", given=given)


@trying_routes.post("/api/try")
@staff_only(*CONSOLE_ROLES)
async def try_question(request: Request) -> HTTPResponse:
    """Answer what a question gets now and, with a draft, what it would get; and the thresholds."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    asked: dict[str, Any] = {"question": read_message(body.get("question"), MAX_QUESTION_LENGTH)}
    segment = read_line(body, "segment", MAX_SLUG_LENGTH)
    if segment:
        asked["segment"] = segment
    if body.get("slug"):
        asked["slug"] = read_slug(read_line(body, "slug", MAX_SLUG_LENGTH))
        asked["article"] = draft_to_json(read_draft(body.get("draft")))
    found = await services.actions.post("/try", asked)
    levels = services.settings.confidence.of(segment or services.settings.segments.default)
    thresholds = to_json(levels, "answer", "clarify", "choice")
    return json({"now": found["now"], "then": found.get("then"), "thresholds": thresholds})
