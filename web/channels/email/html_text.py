"""The words of an HTML mail, quotes marked with ">" as in plain ones."""

from __future__ import annotations

from html.parser import HTMLParser

import nh3

_BLOCKS = frozenset(
    {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "hr"}
)
_KEPT = _BLOCKS | {"br", "blockquote", "td", "th"}
MAX_QUOTE_DEPTH = 200  # elements within one another


def text_of_html(html: str) -> str:
    """Return what a mail program would show of it, as text; scripts and styles say nothing."""
    clean = nh3.clean(html, tags=set(_KEPT), attributes={}, strip_comments=True)
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects lines; each is quoted as deep as the blockquotes it stands in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._words: list[str] = []
        self._depth = 0

    def text(self) -> str:
        self._end_line()
        return "\n".join(self._lines).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._end_line(even_if_empty=True)
        elif tag == "blockquote":
            self._end_line()
            self._depth = min(MAX_QUOTE_DEPTH, self._depth + 1)
        elif tag in {"td", "th"}:
            self._words.append(" ")
        else:
            self._end_line()
            if tag == "p" and self._lines and self._lines[-1].strip("> "):
                self._end_line(even_if_empty=True)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "br"}:
            return
        self._end_line()
        if tag == "blockquote":
            self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def _end_line(self, even_if_empty: bool = False) -> None:
        words = " ".join("".join(self._words).replace("\xa0", " ").split())
        self._words.clear()
        if words or even_if_empty:
            self._lines.append(f"{'>' * self._depth}{' ' if self._depth else ''}{words}".rstrip())
