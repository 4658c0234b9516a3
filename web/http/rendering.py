"""Rendering pages from `web/templates`, escaped by default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic import Request
from sanic.response import HTTPResponse, html

FOLDER = Path(__file__).parents[1]

_templates = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    enable_async=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


async def render(request: Request, template: str, status: int = 200, **values: Any) -> HTTPResponse:
    """Return a page; `settings` and `request` are known to every template."""
    settings = request.app.ctx.services.settings
    body = await _templates.get_template(template).render_async(
        request=request, settings=settings, **values
    )
    return html(body, status=status)
