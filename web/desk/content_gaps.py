"""Content gaps: a question that an agent marks as "should be an article"."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.conversations import Author
from core.handoffs import ContextPacket
from core.staff import DESK_ROLES
from core.text import clean_text, read_message
from store.content_gaps import MAX_QUESTION_LENGTH, ContentGap
from web.auth import staff_only
from web.desk.blueprints import desk_blueprint
from web.http import in_thread, read_body, read_number
from web.services import Services

content_gap_routes = desk_blueprint("content_gaps")


@content_gap_routes.post("/api/handoffs/<handoff:int>/content-gap")
@staff_only(*DESK_ROLES)
async def mark_gap(request: Request, handoff: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    body = read_body(request)
    question = read_message(body.get("question"), MAX_QUESTION_LENGTH)
    # Nobody may have had an answer: that is a gap all the more.
    answer = read_message(body["answer"]) if body.get("answer") else ""
    held = await in_thread(services.handoffs.get, read_number(handoff))
    mark = services.content_gaps.mark
    gap = await in_thread(mark, held.conversation, question, answer, request.ctx.staff)
    return json(gap_shape(gap), status=201)


def gap_shape(gap: ContentGap) -> dict[str, Any]:
    return {
        "id": gap.id,
        "question": gap.question,
        "answer": gap.answer,
        "marked_by_name": gap.marked_by_name,
        "at": gap.at.isoformat(),
    }


def gap_draft(packet: ContextPacket) -> dict[str, str]:
    """Return what a gap of this conversation begins with: the question and the last answer."""
    replies = [u.text for u in packet.transcript if u.author is Author.AGENT]
    question = clean_text(packet.effort.first_question)[:MAX_QUESTION_LENGTH].strip()
    return {"question": question, "answer": replies[-1] if replies else ""}
