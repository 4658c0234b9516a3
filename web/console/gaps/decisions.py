"""Deciding about a content gap: an article of its own, another one's question, or nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

import structlog
from sanic import Request
from sanic.response import HTTPResponse

from core.articles import draft_of
from core.content_gaps import (
    AlreadyDecided,
    Gap,
    GapState,
    first_draft,
    read_why,
    to_replay,
    with_questions,
)
from core.errors import BadInput, EffieError, NotFound, Unavailable
from core.staff import CONSOLE_ROLES, StaffMember
from core.text import clean_text, whole_number
from web.articles import next_review
from web.auth import staff_only
from web.console.gaps.pages import gap_page
from web.console.routing import console_blueprint, console_path
from web.http import (
    MAX_TYPED_TITLE_LENGTH,
    field,
    fields,
    in_thread,
    read_number,
    read_slug,
    redirect_to,
)
from web.services import Services

Decision = Callable[[Request, int], Awaitable[str]]
log = structlog.get_logger()

gap_decision_routes = console_blueprint("console_gap_decisions")


def decision(name: str) -> Callable[[Decision], Decision]:
    """Serve a form of a gap's page: what it returns is where to go on.

    What it refuses is said on the page it was sent from.
    """

    def serve(decide: Decision) -> Decision:
        @gap_decision_routes.post(f"/gaps/<gap:int>/{name}", name=name)
        @staff_only(*CONSOLE_ROLES)
        @wraps(decide)
        async def handler(request: Request, gap: int) -> HTTPResponse:
            try:
                return redirect_to(request, await decide(request, read_number(gap)), status=303)
            except NotFound:
                raise
            except EffieError as error:
                title = field(request, "title")
                return await gap_page(request, gap, error.message, error.status, title)

        return decide

    return serve


@decision("article")
async def make_article(request: Request, gap: int) -> str:
    """Begin an article with customers' questions and the agent's answer; leads to its editor."""
    services: Services = request.app.ctx.services
    title = " ".join(clean_text(field(request, "title")).split())[:MAX_TYPED_TITLE_LENGTH]
    found = await in_thread(services.gaps.get, gap)
    if found.state is GapState.ARTICLE:
        raise AlreadyDecided
    draft = first_draft(found, title, request.ctx.staff.name, next_review())
    slug = await in_thread(services.articles.begin, draft, request.ctx.staff)
    await _close_with(request, found, slug)
    return console_path("articles", slug)


@decision("add")
async def add_to_article(request: Request, gap: int) -> str:
    """Add the questions to the draft of an article that is there; leads to its editor."""
    services: Services = request.app.ctx.services
    slug = field(request, "article")
    if not slug:
        raise BadInput("Choose the article that should answer these questions.")
    found = await in_thread(services.gaps.get, gap)
    if found.state is GapState.ARTICLE:
        raise AlreadyDecided
    await in_thread(_add_questions, services, read_slug(slug), found, request.ctx.staff)
    await _close_with(request, found, slug)
    return console_path("articles", slug)


@decision("work")
async def work_on(request: Request, gap: int) -> str:
    """Take up what colleagues say of an article; leads to its editor."""
    services: Services = request.app.ctx.services
    found = await in_thread(services.gaps.get, gap)
    if not found.about:
        raise BadInput("Nobody has said which article this is about. Choose one below.")
    record = await in_thread(services.articles.get, found.about)
    await _close_with(request, found, record.listed.slug)
    return console_path("articles", record.listed.slug)


@decision("dismiss")
async def dismiss(request: Request, gap: int) -> str:
    services: Services = request.app.ctx.services
    why = read_why(field(request, "why"))
    await in_thread(services.gaps.dismiss, gap, why, request.ctx.staff)
    return console_path("gaps")


@decision("split")
async def split(request: Request, gap: int) -> str:
    """Put the wordings that were ticked into a gap of their own; leads to that one."""
    services: Services = request.app.ctx.services
    words = {each for each in map(whole_number, fields(request, "words")) if each}
    made = await in_thread(services.gaps.split, gap, words, request.ctx.staff)
    await in_thread(services.insight_roll_up.mark_gap, gap)
    return console_path("gaps", str(made))


@decision("merge")
async def merge(request: Request, gap: int) -> str:
    """Put the words into another gap; leads to that one."""
    services: Services = request.app.ctx.services
    into = whole_number(field(request, "into"))
    if not into:
        raise BadInput("Choose the gap to merge it with.")
    await in_thread(services.gaps.merge, gap, into, request.ctx.staff)
    await in_thread(services.insight_roll_up.mark_gap, gap)
    return console_path("gaps", str(into))


@decision("reopen")
async def reopen(request: Request, gap: int) -> str:
    services: Services = request.app.ctx.services
    await in_thread(services.gaps.reopen, gap, request.ctx.staff)
    return console_path("gaps", str(gap))


async def _close_with(request: Request, gap: Gap, slug: str) -> None:
    """Note which article is to close the gap, and what its questions get before that."""
    services: Services = request.app.ctx.services
    await in_thread(services.gaps.close_with, gap.id, slug, request.ctx.staff)
    try:
        asked = {each.id: each.words for each in to_replay(gap)}
        before = await services.actions.answers(asked)
    except Unavailable:
        log.warning("gap.not_tried_before", gap=gap.id)
        return
    await in_thread(services.gaps.note_before, before)


def _add_questions(services: Services, slug: str, gap: Gap, member: StaffMember) -> None:
    record = services.articles.get(slug)
    begun = record.draft.draft if record.draft else record.live and draft_of(record.live)
    if not begun:
        raise BadInput("This article is withdrawn and has no draft. Restore it first.")
    revision = record.draft.revision if record.draft else 0
    version: dict[str, Any] = {} if record.draft else {"based_on": record.listed.version}
    services.articles.save_draft(slug, with_questions(begun, gap), revision, member, **version)
