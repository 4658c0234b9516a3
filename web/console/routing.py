"""What every part of the console's HTTP side has in common."""

from __future__ import annotations

from urllib.parse import quote

from sanic import Blueprint

from web.auth import keep_private

API = "/api"  # what the pages' scripts ask, below /console


def console_blueprint(name: str) -> Blueprint:
    """Return a blueprint below /console whose answers no cache keeps.

    Its pages are `staff_page`s of templates that extend base_console.html; its handlers are for
    `staff_only(*CONSOLE_ROLES)`. Addresses with a slug need `unquote=True`.
    """
    blueprint = Blueprint(name, url_prefix="/console")
    blueprint.middleware(keep_private, "response")
    return blueprint


def console_path(*parts: str) -> str:
    """Return the path of a page below /console; a slug may hold a "?"."""
    return "/".join(("/console", *(quote(part, safe="") for part in parts)))
