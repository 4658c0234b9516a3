"""Articles' Markdown as safe HTML, and as plain text."""

from __future__ import annotations

import re
from html import unescape

import nh3
from markdown_it import MarkdownIt

_markdown = MarkdownIt("commonmark", {"html": False})
_BARE_SLUG = re.compile(r"(?<=\]\()(?![a-z]+:|/|#)([^)\s]+)(?=\))")
_SCHEMES = {"https", "mailto", "tel"}
_TAGS = {"p", "strong", "em", "code", "a", "ul", "ol", "li", "br", "blockquote"}


def to_html(markdown: str) -> str:
    """Return sanitised HTML; a link to a bare slug leads to that article's page."""
    linked = _BARE_SLUG.sub(lambda match: "/help/" + match[1].replace("?", "%3F"), markdown)
    html = _markdown.render(linked)
    return nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES)


def to_inline_html(markdown: str) -> str:
    """Return sanitised HTML without a paragraph around it."""
    return to_html(markdown).strip().removeprefix("<p>").removesuffix("</p>")


def to_text(markdown: str) -> str:
    """Return the words alone, on one line; to be escaped like any other text."""
    return " ".join(unescape(nh3.clean(to_html(markdown), tags=set())).split())
