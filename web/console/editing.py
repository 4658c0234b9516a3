"""The editor: what it shows, what it checks, and how it keeps what is typed."""

from __future__ import annotations

import asyncio
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, empty, json

from core.articles import (
    MAX_SHORT_ANSWER_LENGTH,
    draft_to_json,
    merge_drafts,
    problems_of,
    read_draft,
)
from core.staff import CONSOLE_ROLES
from store.articles import ArticleRecord
from store.clock import now
from web.auth import staff_only, staff_page
from web.console.json import LABELS, current_draft, record_json
from web.console.preview import preview
from web.console.routing import console_blueprint
from web.http import in_thread, read_body, read_count, read_slug, to_json
from web.services import Services

editing_routes = console_blueprint("console_editing")


@editing_routes.get("/articles/<slug:str>", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def editor(request: Request, slug: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    record = await in_thread(services.articles.get, read_slug(slug))
    given = await _given(request, record)
    return await staff_page(request, "console/editor.html", record=record, given=given)


@editing_routes.get("/api/articles/<slug:str>", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def article(request: Request, slug: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return json(record_json(await in_thread(services.articles.get, read_slug(slug))))


@editing_routes.put("/api/articles/<slug:str>/draft", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def save(request: Request, slug: str) -> HTTPResponse:
    """Keep a draft; 409 if a colleague saved or published since it was taken up."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    draft = read_draft(body.get("draft"))
    revision, version = read_count(body, "revision"), read_count(body, "version")
    saved = await in_thread(
        services.articles.save_draft,
        read_slug(slug),
        draft,
        revision,
        request.ctx.staff,
        based_on=version,
    )
    return json({"revision": saved.revision, "at": saved.at.isoformat(), "by": saved.by})


@editing_routes.post("/api/articles/<slug:str>/discard", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def discard(request: Request, slug: str) -> HTTPResponse:
    """Throw a draft away; 409 if it is no longer the one that was seen."""
    services: Services = request.app.ctx.services
    revision = read_count(read_body(request), "revision")
    discard_draft = services.articles.discard_draft
    await in_thread(discard_draft, read_slug(slug), revision, request.ctx.staff)
    return empty()


@editing_routes.post("/api/articles/<slug:str>/merge", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def merge(request: Request, slug: str) -> HTTPResponse:
    """Put what is typed together with what a colleague saved since; nothing is kept by it."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    base, mine = read_draft(body.get("base")), read_draft(body.get("mine"))
    record = await in_thread(services.articles.get, read_slug(slug))
    theirs, saved = current_draft(record), record.draft
    merged = merge_drafts(base, mine, theirs)
    return json(
        {
            "draft": draft_to_json(merged.draft),
            "theirs": draft_to_json(theirs),
            "revision": saved.revision if saved else 0,
            "version": record.listed.version,
            "by": saved.by if saved else record.listed.published_by,
            "both": [
                {"field": name, "label": LABELS[name], "pieces": to_json(pieces)}
                for name, pieces in merged.both.items()
            ],
            "others": merged.others,
        }
    )


@editing_routes.post("/api/articles/<slug:str>/check", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def check(request: Request, slug: str) -> HTTPResponse:
    """Tell what is wrong with a draft, and show the page it would make."""
    services: Services = request.app.ctx.services
    draft = read_draft(read_body(request).get("draft"))
    today, effort_words = now().date(), services.settings.effort_words
    context = await in_thread(services.live_articles.validation_context, effort_words, today)
    problems = problems_of(read_slug(slug), draft, context)
    page = await preview(request, slug, draft, today)
    return json({"problems": to_json(problems), "help": page})


@editing_routes.post("/api/articles/<slug:str>/here", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def here(request: Request, slug: str) -> HTTPResponse:
    """Note that somebody has the article open; tell who else has, and where the draft stands."""
    services: Services = request.app.ctx.services
    record, others = await asyncio.gather(
        in_thread(services.articles.get, read_slug(slug)),
        services.editors.beat(slug, request.ctx.staff),
    )
    draft, listed = record.draft, record.listed
    return json(
        {
            "others": others,
            "revision": draft.revision if draft else 0,
            "version": listed.version,
            "by": draft.by if draft else listed.published_by,
        }
    )


async def _given(request: Request, record: ArticleRecord) -> dict[str, Any]:
    """Return what the editor's script begins with."""
    services: Services = request.app.ctx.services
    search, settings, member = services.article_search, services.settings, request.ctx.staff
    draft = current_draft(record)
    owners, tags, audiences, titles = await asyncio.gather(
        in_thread(search.owners),
        in_thread(search.tags),
        in_thread(search.audiences),
        in_thread(search.titles, draft.next),
    )
    saved = record.draft
    shape = record_json(record)
    return {
        "slug": record.listed.slug,
        "member": {"id": member.id, "name": member.name},
        "assistant": settings.widget.assistant,
        "draft": draft_to_json(draft),
        "revision": saved.revision if saved else 0,
        "saved": {"at": saved.at.isoformat(), "by": saved.by} if saved else None,
        "titles": titles,
        "owners": owners,
        "tags": tags,
        "audiences": audiences,
        "segments": segments(services),
        "longest_short": MAX_SHORT_ANSWER_LENGTH,
        **{name: shape[name] for name in ("state", "version", "schedule")},
    }


def segments(services: Services) -> list[dict[str, str]]:
    """Return the groups of customers that a question may be tried as."""
    named = services.settings.segments.by_name.values()
    return [{"name": segment.name, "label": segment.label} for segment in named]
