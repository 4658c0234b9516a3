"""Help pages: what all of them show, and how long a browser may keep them."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, empty

from core.announcements import Reader, shown_to
from core.handoffs import moment_in_words
from store.clock import now
from web.attachments import mailbox_of
from web.http import base_path, render, site_address
from web.services import Services


async def help_page(
    request: Request, template: str, path: str, status: int = 200, **values: Any
) -> HTTPResponse:
    """Return a help page; `path` is its one address, under which search engines list it."""
    services: Services = request.app.ctx.services
    standing = await services.live_announcements.now()
    settings, at = services.settings, now()
    reader = Reader(settings.segments.default, "help", f"{base_path(request)}{path}")
    page = await render(
        request,
        template,
        status,
        company=services.settings.widget.company,
        assistant=services.settings.widget.assistant,
        site=site_address(request),
        path=path,
        announcements=shown_to(standing, reader, at),
        tells_by_mail=mailbox_of(services) is not None,
        moment_in_words=lambda moment: moment_in_words(moment.astimezone(settings.zone), at),
        **values,
    )
    return unless_known(request, page)


def unless_known(request: Request, response: HTTPResponse) -> HTTPResponse:
    """Answer "not modified" to a browser that has just this; it asks anew every time.

    So a corrected article is what everybody reads from that moment on.
    """
    tag = f'"{sha256(response.body or b"").hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    known = request.headers.get("if-none-match", "")
    has = {each.strip().removeprefix("W/") for each in known.split(",")}
    if response.status == 200 and tag in has:
        return empty(304, headers)
    response.headers.update(headers)
    return response
