"""Every address that a page, a script or a style names."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

_NAMED = {"href", "src", "action", "formaction", "poster", "data-src"}
_IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+\.js)["']""")
_STYLED = re.compile(r"""(?:url\(|@import\s+)["']?([^"')\s]+)""")


class _Named(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.posted: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        posts = tag == "form" and given.get("method", "get").lower() == "post"
        for name in _NAMED & set(given):
            (self.posted if posts else self.found).add(given[name])


def named_in(text: str, kind: str) -> tuple[set[str], set[str]]:
    """Return what can be asked for with GET, and what forms post to, as they are written.

    kind: the content type
    """
    if "html" in kind:
        page = _Named()
        page.feed(text)
        return page.found, page.posted
    if "javascript" in kind:
        return set(_IMPORTED.findall(text)), set()
    if "css" in kind:
        return {found for found in _STYLED.findall(text) if not found.startswith("data:")}, set()
    return set(), set()


def absolute(address: str, page: str) -> str:
    """Return an address as a browser resolves it, without its fragment; "" for no web address."""
    joined = urldefrag(urljoin(page, address)).url
    return joined if joined.startswith(("http://", "https://")) else ""
