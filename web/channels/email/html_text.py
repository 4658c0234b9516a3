"""The words of an HTML mail, quotes marked with ">" as in plain ones.

Read from tag to tag, in one pass, never as a tree: what stands within thousands of elements takes
a browser's parser minutes, in which the service would answer nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_BLOCKS = frozenset(
    {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "hr"}
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,9})(?![a-z0-9])[^<>]*>", re.IGNORECASE)
_DECLARATION = re.compile(r"<[!?][^<>]*>")
# What says nothing, up to where it ends.
_SILENT = re.compile(r"<!--|<(script|style|title)(?![a-z0-9])", re.IGNORECASE)
_ENDS = {
    "script": re.compile("</script", re.IGNORECASE),
    "style": re.compile("</style", re.IGNORECASE),
    "title": re.compile("</title", re.IGNORECASE),
}
_COMMENT_END = re.compile("-->")
MAX_QUOTE_DEPTH = 200  # elements within one another


def text_of_html(html: str) -> str:
    """Return what a mail program would show of it, as text; scripts and styles say nothing."""
    said = _DECLARATION.sub("", "".join(_without_silent(html)))
    reader, at = _Reader(), 0
    for tag in _TAG.finditer(said):
        reader.words(unescape(said[at : tag.start()]))
        reader.tag(tag[2].lower(), ends=bool(tag[1]))
        at = tag.end()
    reader.words(unescape(said[at:]))
    return reader.text()


def _without_silent(html: str) -> Iterator[str]:
    at = 0
    while found := _SILENT.search(html, at):
        yield html[at : found.start()]
        end = (_ENDS[found[1].lower()] if found[1] else _COMMENT_END).search(html, found.end())
        if end is None:  # the rest belongs to it, as in a browser
            return
        at = end.start() if found[1] else end.end()
    yield html[at:]


class _Reader:
    """Collects lines; each is quoted as deep as the blockquotes it stands in."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self._depth = 0

    def text(self) -> str:
        self._end_line()
        return "\n".join(self._lines).strip("\n")

    def words(self, words: str) -> None:
        self._words.append(words)

    def tag(self, name: str, ends: bool) -> None:
        if name == "br":
            self._end_line(even_if_empty=True)
        elif name in {"td", "th"}:
            self._words.append("" if ends else " ")
        elif name == "blockquote":
            self._end_line()
            self._depth = min(MAX_QUOTE_DEPTH, max(0, self._depth + (-1 if ends else 1)))
        elif name in _BLOCKS:
            self._end_line()
            if name == "p" and not ends and self._lines and self._lines[-1].strip("> "):
                self._end_line(even_if_empty=True)

    def _end_line(self, even_if_empty: bool = False) -> None:
        words = " ".join("".join(self._words).replace("\xa0", " ").split())
        self._words.clear()
        if words or even_if_empty:
            self._lines.append(f"{'>' * self._depth}{' ' if self._depth else ''}{words}".rstrip())
