"""Rendering pages from `web/templates`, escaped by default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic import Request
from sanic.response import HTTPResponse, html

from web.http.addresses import base_path
from web.http.limits import LIMITS

FOLDER = Path(__file__).parents[1]

_templates = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    enable_async=True,
    auto_reload=False,  # else every template of a page is looked for on the disk at every page
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals["limits"] = LIMITS


async def render(request: Request, template: str, status: int = 200, **values: Any) -> HTTPResponse:
    """Return a page; every template knows `settings`, `request`, `limits` and `base`.

    base: what stands before a path of ours in an address, see web/http/addresses.py
    """
    settings = request.app.ctx.services.settings
    body = await _templates.get_template(template).render_async(
        request=request, settings=settings, base=base_path(request), **values
    )
    return html(body, status=status)
