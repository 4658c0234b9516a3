"""What changes what customers get: publish, withdraw, restore, and what is planned."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.staff import CONSOLE_ROLES
from store.articles import MAX_WHY_LENGTH
from web.auth import staff_only
from web.console.json import record_json, version_json
from web.console.routing import console_blueprint
from web.http import in_thread, read_body, read_count, read_line, read_moment, read_slug
from web.services import Services

move_routes = console_blueprint("console_moves")


@move_routes.post("/api/articles/<slug:str>/publish", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def publish(request: Request, slug: str) -> HTTPResponse:
    """Let a draft answer; 409 if it is no longer the one that was seen."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    revision, why = read_count(body, "revision"), read_line(body, "why", MAX_WHY_LENGTH)
    version = await in_thread(
        services.articles.publish, read_slug(slug), revision, why, request.ctx.staff
    )
    return json(version_json(version) | await _revision(services))


@move_routes.post("/api/articles/<slug:str>/withdraw", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def withdraw(request: Request, slug: str) -> HTTPResponse:
    """Let an article answer no more; restoring the version it becomes brings it back."""
    services: Services = request.app.ctx.services
    why = read_line(read_body(request), "why", MAX_WHY_LENGTH)
    version = await in_thread(services.articles.withdraw, read_slug(slug), why, request.ctx.staff)
    return json(version_json(version) | await _revision(services))


@move_routes.post("/api/articles/<slug:str>/restore", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def restore(request: Request, slug: str) -> HTTPResponse:
    """Let an older version answer again, as a new one."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    number, why = read_count(body, "number"), read_line(body, "why", MAX_WHY_LENGTH)
    version = await in_thread(
        services.articles.restore, read_slug(slug), number, why, request.ctx.staff
    )
    return json(version_json(version) | await _revision(services))


@move_routes.post("/api/articles/<slug:str>/schedule", unquote=True)
@staff_only(*CONSOLE_ROLES)
async def schedule(request: Request, slug: str) -> HTTPResponse:
    """Plan when a draft goes live and when the article is withdrawn; two nulls plan nothing."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    await in_thread(
        services.articles.schedule,
        read_slug(slug),
        read_count(body, "revision"),
        read_moment(body, "publish_at"),
        read_moment(body, "expire_at"),
        read_line(body, "why", MAX_WHY_LENGTH),
        request.ctx.staff,
    )
    return json(record_json(await in_thread(services.articles.get, slug)))


async def _revision(services: Services) -> dict[str, Any]:
    """Return the change that the action servers have to know before they answer from it."""
    return {"revision": await in_thread(services.articles.revision)}
