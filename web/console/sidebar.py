"""The sidebar of an article in its editor: how it does, and what colleagues say of it."""

from __future__ import annotations

import asyncio
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.articles import Count, Health
from core.content_gaps import Gap, name_of
from core.staff import CONSOLE_ROLES
from core.suggested_examples import Standing, SuggestedExample, SuggestionState
from core.text import read_message
from store.articles import MAX_ARTICLE_COMMENT_LENGTH, Comment
from web.auth import staff_only
from web.console.routing import console_blueprint
from web.http import in_thread, read_body, read_number, read_slug, to_json
from web.services import Services

SPANS = (30, 90)  # days

sidebar_routes = console_blueprint("console_sidebar")


@sidebar_routes.get("/api/articles/<slug:str>/sidebar", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def sidebar(request: Request, slug: str) -> HTTPResponse:
    """Answer an article's figures over `days`, its comments, gaps and suggested examples."""
    services: Services = request.app.ctx.services
    read_slug(slug)
    days = 90 if request.args.get("days") == "90" else SPANS[0]
    health, weeks, comments, gaps, examples = await asyncio.gather(
        in_thread(services.article_health.of, slug, days),
        in_thread(services.article_health.weekly, slug),
        in_thread(services.comments.of, slug),
        in_thread(services.gaps.around, slug),
        in_thread(services.suggested_examples.listed, SuggestionState.OPEN, slug),
    )
    return json(
        {
            "health": health_json(health) | {"weeks": list(weeks)},
            "comments": [comment_json(comment) for comment in comments],
            "gaps": [_gap_json(gap) for gap in gaps],
            "examples": _examples_json(examples),
        }
    )


@sidebar_routes.post("/api/articles/<slug:str>/comments", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def comment(request: Request, slug: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    text = read_message(read_body(request).get("text"), MAX_ARTICLE_COMMENT_LENGTH)
    record = await in_thread(services.articles.get, read_slug(slug))
    add = services.comments.add
    added = await in_thread(add, record.listed.slug, text, request.ctx.staff)
    return json(comment_json(added), status=201)


@sidebar_routes.post("/api/comments/<comment:int>/resolve")
@staff_only(*CONSOLE_ROLES)
async def resolve(request: Request, comment: int) -> HTTPResponse:
    """Note that a comment was dealt with."""
    services: Services = request.app.ctx.services
    resolved = services.comments.resolve
    return json(comment_json(await in_thread(resolved, read_number(comment), request.ctx.staff)))


@sidebar_routes.post("/api/comments/<comment:int>/reopen")
@staff_only(*CONSOLE_ROLES)
async def reopen(request: Request, comment: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    reopened = services.comments.reopen
    return json(comment_json(await in_thread(reopened, read_number(comment), request.ctx.staff)))


def health_json(health: Health) -> dict[str, Any]:
    return {
        **to_json(health, "days", "change", "ails"),
        **_count_json(health.now),
        "before": _count_json(health.before),
    }


def comment_json(comment: Comment) -> dict[str, Any]:
    return {
        **to_json(comment, "id", "text", "at", "resolved_at"),
        "by": comment.staff_name,
        "resolved_by": comment.resolved_by_name,
    }


def _count_json(count: Count) -> dict[str, Any]:
    return {
        **to_json(count, "shown", "judged", "share", "next_taken", "handed_off", "effort"),
        "chat": {"helped": count.helped, "not_helped": count.not_helped},
        "help": {"helped": count.read_helped, "not_helped": count.read_not_helped},
    }


def _gap_json(gap: Gap) -> dict[str, Any]:
    return {"id": gap.id, "name": name_of(gap.said), "times": len(gap.occurrences)}


def _examples_json(examples: list[SuggestedExample]) -> dict[str, int]:
    """Return how many suggested examples are ready, and how many need a look."""
    standings = [each.standing for each in examples]
    ready = standings.count(Standing.READY)
    return {"ready": ready, "look": len(standings) - ready - standings.count(Standing.KNOWN)}
