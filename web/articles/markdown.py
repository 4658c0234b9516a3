"""Articles' Markdown as safe HTML, and as plain text.

What is understood, and as what it is shown, stands in tests/data/markdown_cases.json, which the
pages' renderer (web/static/kit/markdown.js) is held to as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from web.articles.addresses import end_of_address

_LEFT_OUT = ["code", "entity", "html_block", "html_inline", "lheading", "reference"]
_SAFE = re.compile(r"(?:https?://|mailto:|tel:|/(?![/\\]))", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#\\]", re.IGNORECASE)
_SCHEME = re.compile(r"(?<![a-z0-9])https?\Z", re.IGNORECASE | re.ASCII)
_MAX_BEFORE = len("https") + 1  # the scheme, and what must not stand before it
_KEPT = 512  # texts with their HTML: what many read is rendered once
_TAB = 4  # columns
_LOWEST_HEADING = 6
_ABOVE = 2  # the page's title and its sections: an article's own headings come below them
_SCHEMES = {"http", "https", "mailto", "tel"}
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}}
_CELLS = {"th": {"align"}, "td": {"align"}}
_TAGS = {
    *("p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "pre"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *("strong", "em", "code", "a", "img", "br"),
}


@lru_cache(_KEPT)
def to_html(markdown: str, base: str = "") -> str:
    """Return sanitised HTML; a link to a bare slug leads to that article's page.

    base: what stands before our own paths, see web/http/addresses.py
    """
    return _clean(_markdown.render(_lines(markdown), {"base": base}))


@lru_cache(_KEPT)
def to_inline_html(markdown: str, base: str = "") -> str:
    """Return the sanitised HTML of words within one block; `base` as above."""
    return _clean(_markdown.renderInline(markdown.strip(), {"base": base}))


def to_text(markdown: str) -> str:
    """Return the words alone, on one line; to be escaped like any other text."""
    tokens = _markdown.parse(_lines(markdown), {"base": ""})
    parts = (_words(each.children) if each.type == "inline" else each.content for each in tokens)
    return " ".join(" ".join(parts).split())


def markdown_tokens(markdown: str, base: str = "") -> list[Token]:
    """Return what Markdown consists of, for who writes it in another way; `base` as above."""
    return _markdown.parse(_lines(markdown), {"base": base})


def _lines(markdown: str) -> str:
    """Return the text with spaces in place of tabs, and with one line end after its last word."""
    return markdown.rstrip().expandtabs(_TAB) + "\n"


def _clean(html: str) -> str:
    attributes = {**_ATTRIBUTES, **_CELLS}
    return nh3.clean(html, tags=_TAGS, attributes=attributes, url_schemes=_SCHEMES)


def _link_address(target: str) -> str | None:
    """The address a link leads to: an article's page for its slug; None if it is not safe."""
    if target and not _ELSEWHERE.match(target):
        return "/help/" + quote(target, safe="%!'()*~")
    return target if _SAFE.match(target) else None


def _finish(state: StateCore) -> None:
    """Put addresses, headings and cells as the cases have them."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + _ABOVE, _LOWEST_HEADING)}"
        elif token.type in ("th_open", "td_open") and "style" in token.attrs:
            token.attrs = {"align": str(token.attrs["style"]).removeprefix("text-align:")}
        token.children = _with_safe_addresses(token.children or [], str(state.env["base"]))


def _with_safe_addresses(tokens: Sequence[Token], base: str) -> list[Token]:
    kept: list[Token] = []
    opened: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            href = _link_address(str(token.attrs["href"]))
            opened.append(href is not None)
            if href is None:
                continue
            token.attrs = {"href": base + href if href.startswith("/") else href}
        elif token.type == "link_close" and not opened.pop():
            continue
        elif token.type == "image":
            token = _safe_image(token)
        kept.append(token)
    return kept


def _safe_image(token: Token) -> Token:
    """An image from an https address, else its words."""
    if not str(token.attrs["src"]).lower().startswith("https://"):
        return Token("text", "", 0, content=_words(token.children))
    token.attrs.pop("title", None)
    return token


def _words(tokens: Sequence[Token] | None) -> str:
    """The words within a block, those of images included."""
    return "".join(
        _words(each.children)
        if each.type == "image"
        else "\n"
        if each.type.endswith("break")
        else each.content
        for each in tokens or ()
    )


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule: a list, also one whose items stand further in than they need to.

    The library takes such items for code by indentation, which there is none of here.
    """
    state.listIndent, before = -1, state.listIndent
    is_list = list_block(state, start, end, silent)
    state.listIndent = before
    return is_list


def _bare_address(state: StateInline, silent: bool) -> bool:
    """An inline rule: a web address in the text is a link. Stands at the ":" of "https:"."""
    if state.src[state.pos] != ":" or state.linkLevel > 0:
        return False
    scheme = _SCHEME.search(state.src[max(0, state.pos - _MAX_BEFORE) : state.pos])
    begin = state.pos - len(scheme[0]) if scheme else 0
    end = end_of_address(state.src, begin) if scheme else None
    if scheme is None or end is None or end > state.posMax:
        return False
    if not silent:
        state.pending = state.pending.removesuffix(scheme[0])
        state.push("link_open", "a", 1).attrs = {"href": state.src[begin:end]}
        state.push("text", "", 0).content = state.src[begin:end]
        state.push("link_close", "a", -1)
    state.pos = end
    return True


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(_LEFT_OUT)
_markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # _finish judges them
_markdown.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
_markdown.inline.ruler.after("text", "bare_address", _bare_address)
_markdown.core.ruler.push("finish", _finish)
