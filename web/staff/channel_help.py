"""How a kind of connection is set up, step by step: `docs/channels/` as pages."""

from __future__ import annotations

import re

from sanic import Request
from sanic.response import HTTPResponse

from core.channels import Kind
from core.errors import NotFound
from core.staff import Role
from web.articles import to_html
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import FOLDER, in_thread

_GUIDES = FOLDER.parent / "docs" / "channels"
# A link to another file of the repository, which the page can't lead to; its words stay.
_ELSEWHERE = re.compile(r"\[([^\[\]\n]{1,200})\]\((?!https?:)[^()\s]{1,200}\)")

PLACE = "/channels/help"

channel_help_routes = staff_blueprint("channel_help")


@channel_help_routes.get(f"{PLACE}/<kind:str>")
@staff_only(Role.ADMIN)
async def show(request: Request, kind: str) -> HTTPResponse:
    if kind not in {each.value for each in guided_kinds()}:
        raise NotFound("There is no such kind of connection.")
    title, body = await in_thread(_guide, kind)
    return await staff_page(request, "staff/channel_help.html", title=title, guide=body)


def guided_kinds() -> list[Kind]:
    """Return the kinds that there is a guide for."""
    return [kind for kind in Kind if (_GUIDES / f"{kind.value}.md").exists()]


def _guide(kind: str) -> tuple[str, str]:
    """Return a guide's title in words, and the rest of it as HTML."""
    text = (_GUIDES / f"{kind}.md").read_text(encoding="utf-8")
    heading, _, rest = text.partition("\n")
    title = heading.removeprefix("# ").replace("`", "")
    guide = to_html(_ELSEWHERE.sub(r"\1", rest).replace("\n## ", "\n# "))
    return title, guide.replace("<pre>", '<pre tabindex="0">')  # what is too wide is scrolled
