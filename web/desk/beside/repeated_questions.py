"""How often agents ask for what the handoff context already holds: noted, and shown as a figure."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.errors import BadInput
from core.handoffs import label_of
from core.staff import LEADING_ROLES
from core.text import whole_number
from store.clock import now
from store.conversations import RepeatedQuestionsFigure
from web.auth import staff_only
from web.desk.page import desk_blueprint
from web.http import in_thread
from web.services import Services

DAYS = 7
_MAX_DAYS = 366

repeated_question_routes = desk_blueprint("reasked")


@repeated_question_routes.get("/api/reasked")
@staff_only(*LEADING_ROLES)
async def figure(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    days = _read_days(request.args.get("days", str(DAYS)))
    found = await in_thread(services.repeated_questions.since, now() - timedelta(days=days))
    return json({"days": days, **_figure_json(found)})


def _figure_json(figure: RepeatedQuestionsFigure) -> dict[str, Any]:
    return {
        "conversations": figure.conversations,
        "conversations_reasked": figure.conversations_repeated,
        "messages": figure.messages,
        "messages_reasked": figure.messages_repeated,
        "share": figure.share,
        "by": [
            {"what": what, "label": label_of(what), "times": times} for what, times in figure.by
        ],
    }


def _read_days(value: str) -> int:
    days = whole_number(value)
    if days and days <= _MAX_DAYS:
        return days
    raise BadInput(f"'days' must be a number from 1 to {_MAX_DAYS}.")
