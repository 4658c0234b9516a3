"""What agents report of the articles: questions that should be one, and suggestions."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.articles import MAX_QUESTION_LENGTH, SLUG
from core.conversations import Author
from core.errors import BadInput
from core.handoffs import HandoffContext
from core.staff import DESK_ROLES
from core.text import MAX_COMMENT_LENGTH, clean_text
from store.content_gaps import ContentGap
from web.auth import staff_only
from web.desk.page import desk_blueprint
from web.http import in_thread, read_body, read_number, read_words, record_json
from web.services import Services

content_gap_routes = desk_blueprint("content_gaps")


@content_gap_routes.post("/api/handoffs/<handoff:int>/content-gap")
@staff_only(*DESK_ROLES)
async def mark_gap(request: Request, handoff: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    body = read_body(request)
    question = read_words(request, body.get("question"), MAX_QUESTION_LENGTH)
    # Nobody may have had an answer: that is a gap all the more.
    answer = read_words(request, body["answer"]) if body.get("answer") else ""
    held = await in_thread(services.handoffs.get, read_number(handoff))
    mark = services.content_gaps.mark
    gap = await in_thread(mark, held.conversation, question, answer, request.ctx.staff)
    return json(gap_json(gap), status=201)


@content_gap_routes.post("/api/suggestions")
@staff_only(*DESK_ROLES)
async def suggest(request: Request) -> HTTPResponse:
    """Keep a suggestion about an article, or about one that is missing."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    text = read_words(request, body.get("text"), MAX_COMMENT_LENGTH)
    article = body.get("article") or ""
    if article and not (isinstance(article, str) and SLUG.match(article)):
        raise BadInput("That is no article. Choose one from the list, or none.")
    if article:
        await in_thread(services.articles.get, article)
    conversation = await _conversation(services, body.get("conversation") or "")
    add = services.suggestions.add
    added = await in_thread(add, text, request.ctx.staff, article, conversation)
    return json({"id": added.id, "article": added.article, "text": added.text}, status=201)


def gap_json(gap: ContentGap) -> dict[str, Any]:
    return record_json(gap, "conversation", "marked_by")


def gap_draft(context: HandoffContext) -> dict[str, str]:
    """Return what a gap of this conversation begins with: the question and the last answer."""
    replies = [u.text for u in context.transcript if u.author is Author.AGENT]
    question = clean_text(context.effort.first_question)[:MAX_QUESTION_LENGTH].strip()
    return {"question": question, "answer": replies[-1] if replies else ""}


async def _conversation(services: Services, given: object) -> str:
    """Return the conversation that led to it; raises NotFound for one that there is not."""
    if not given:
        return ""
    return (await in_thread(services.conversations.get, str(given))).id
