"""HTML of articles as the Markdown that is understood here, and what of it was left out.

nh3 reads it first, as a browser would, and hands on the few elements that mean something; so what
comes after it never sees broken or hostile markup. What stands in thousands of elements takes any
parser minutes, so that is counted before anything reads it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import nh3
from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from core.errors import BadInput

MAX_HTML_LENGTH = 500_000  # characters of one article
MAX_HTML_ELEMENTS = 10_000
MAX_HTML_TAGS = 3 * MAX_HTML_ELEMENTS  # before anything is taken out
MAX_HTML_DEPTH = 60  # elements within one another, of those that mean something
_MAX_OPEN = 300  # of those that have an end of their own, before anything is taken out
_MAX_STYLED = 5  # of those that are made again in every block, with attributes of their own
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,9})(?![a-z0-9])", re.IGNORECASE)
_ENDLESS = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"}
    | {"track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot"}
    | {"option", "html", "head", "body", "colgroup"}
)
# A browser opens these again in every block that follows until they are closed: up to three alike,
# any number that differ in their attributes.
_STYLED = re.compile(
    r"<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/])[^<>]{0,500}>", re.IGNORECASE
)
_STILL_STYLED = re.compile(
    r"<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\s/]", re.IGNORECASE
)
_SILENT = {"script", "style", "noscript", "template", "nav", "footer", "form", "button", "svg"}
_TAGS = {
    *("title", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section"),
    *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "hr", "pre", "code", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "caption", "figure", "figcaption"),
    *("strong", "b", "em", "i", "a", "img", "iframe", "video", "details", "summary"),
}
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "iframe": {"src"},
    "video": {"src"},
    "ol": {"start"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "data", "cid", "file"}  # all but what may run
_BLOCKS = ["table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "div"]
_SPECIAL = re.compile(r"([*`\\])|(?<![^\W_])(_)|(_)(?![^\W_])")
_BARE_ADDRESS = re.compile(r"https?://\S{1,2000}")

Target = Callable[[str], str | None]


class TooMuchMarkup(BadInput):
    """This page can't be read. Copy its text into a new article."""


@dataclass(frozen=True)
class Converted:
    """A page's title, its text as Markdown, and what was left out or changed."""

    title: str
    markdown: str
    notes: tuple[str, ...] = ()


def to_markdown(html: str, target: Target, title: str = "") -> Converted:
    """Return a page as Markdown; raises TooMuchMarkup, which says what to do.

    target: where a link has to lead to here, None for nowhere
    title: if it is known; a heading that only says it again is left out
    """
    if len(html) > MAX_HTML_LENGTH:
        size = f"It has {len(html):,} characters; at most {MAX_HTML_LENGTH:,} are read."
        raise TooMuchMarkup(f"{size} Split it, or copy its text into a new article.")
    html = _STYLED.sub(r"<\1>", html)
    _check_tags(html)
    clean = nh3.clean(
        html.replace("\u00a0", " "),
        tags=_TAGS,
        clean_content_tags=_SILENT,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    soup = BeautifulSoup(clean, "html.parser")
    if len(soup.find_all(True, limit=MAX_HTML_ELEMENTS + 1)) > MAX_HTML_ELEMENTS:
        raise TooMuchMarkup(f"It has more than {MAX_HTML_ELEMENTS:,} elements. Split it.")
    _check_depth(soup)
    own_title = _taken_title(soup)
    root: Any = soup.find("article") or soup.find("main") or soup
    writer = _Writer(target)
    writer.unfold(root)
    heading = root.find("h1")
    said = " ".join(heading.get_text(" ").split()) if heading is not None else ""
    if heading is not None and (not title or said == title):
        heading.decompose()
    markdown = str(writer.convert_soup(root)).strip()
    return Converted(title or said or own_title, markdown, tuple(writer.told()))


def _check_tags(html: str) -> None:
    if sum(1 for _ in _STILL_STYLED.finditer(html)) > _MAX_STYLED:
        raise TooMuchMarkup(f"Its tags have attributes that can't be read. {_COPY}")
    depth: Counter[str] = Counter()
    tags = 0
    for tag in _TAG.finditer(html):
        name, tags = tag[2].lower(), tags + 1
        if tags > MAX_HTML_TAGS:
            raise TooMuchMarkup(f"It has more than {MAX_HTML_TAGS:,} tags. Split it.")
        if name not in _ENDLESS:
            depth[name] = max(0, depth[name] + (-1 if tag[1] else 1))
            if depth[name] > _MAX_OPEN:
                raise TooMuchMarkup(f"More than {_MAX_OPEN} <{name}> stand in one another. {_COPY}")


_COPY = "Copy its text into a new article."


def _check_depth(soup: BeautifulSoup) -> None:
    for element in soup.find_all(True):
        for depth, _parent in enumerate(element.parents):
            if depth > MAX_HTML_DEPTH:
                words = f"More than {MAX_HTML_DEPTH} elements stand in one another. {_COPY}"
                raise TooMuchMarkup(words)


def _taken_title(soup: BeautifulSoup) -> str:
    found = soup.find("title")
    if found is None:
        return ""
    title = " ".join(found.get_text(" ").split())
    for each in soup.find_all("title"):
        each.decompose()
    return title


class _Writer(MarkdownConverter):
    """Writes the Markdown of tests/data/markdown_cases.json, and keeps what had to change."""

    def __init__(self, target: Target) -> None:
        super().__init__(
            heading_style="ATX", bullets="-", newline_style="BACKSLASH", table_infer_header=True
        )
        self._target = target
        self._hosts: Counter[str] = Counter()
        self._pictures: list[str] = []
        self._dead: list[str] = []
        self._videos: list[str] = []
        self._layouts = 0

    def told(self) -> list[str]:
        """Return what its author should know, each with what to do."""
        notes = [
            f"{_still(number)} at {host}; put a copy on a site of your own before that help "
            "centre is closed."
            for host, number in self._hosts.items()
        ]
        notes += [
            f"the picture “{words}” can't be taken along; put it on a site and link to it."
            for words in dict.fromkeys(self._pictures)
        ]
        notes += [
            f"the link “{words}” leads to nothing that came along; only its words are kept."
            for words in dict.fromkeys(self._dead)
        ]
        if self._videos:
            notes.append(f"what is played from {self._videos[0][:80]} became a link.")
        if self._layouts:
            notes.append("a table without columns of figures was only its layout: it is text now.")
        return notes

    def unfold(self, root: Tag) -> None:
        """Make plain what Markdown has no form for."""
        for table in reversed(root.find_all("table")):
            if _is_layout(table):
                self._layouts += 1
                for part in (table, *table.find_all(["thead", "tbody", "tr", "th", "td"])):
                    part.name = "div"
        for item in root.find_all("li"):
            paragraphs = item.find_all(["p", "div"], recursive=False)
            if len(paragraphs) == 1 and not item.find(["pre", "table", "blockquote"]):
                paragraphs[0].unwrap()
            if not item.find(_BLOCKS):
                for line_end in item.find_all("br"):
                    line_end.replace_with(" ")
        for part in root.find_all("summary"):
            part.name = "h3"

    def escape(self, text: str, parent_tags: set[str]) -> str:
        parts, at = [], 0
        for address in _BARE_ADDRESS.finditer(text):
            parts += [_SPECIAL.sub(r"\\\g<0>", text[at : address.start()]), address[0]]
            at = address.end()
        return "".join([*parts, _SPECIAL.sub(r"\\\g<0>", text[at:])])

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        words = " ".join(text.split())
        address = str(el.get("href") or "")
        if not address or not words:
            return text
        target = self._target(address)
        if target is None:
            if not address.startswith("#"):
                self._dead.append(words[:60])
            return text
        space = " " if text[:1].isspace() else ""
        return f"{space}[{words}]({target}){' ' if text[-1:].isspace() else ''}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address = str(el.get("src") or "").strip()
        words = re.sub(r"[\[\]\s]+", " ", str(el.get("alt") or "")).strip()[:200]
        if address.lower().startswith("https://") and not re.search(r"[\s<>()]", address):
            self._hosts[address.split("/")[2][:80]] += 1
            return f"![{words}]({address})"
        self._pictures.append((words or address.split("/")[-1] or "without a name")[:60])
        return words

    def convert_iframe(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address = str(el.get("src") or "")
        address = f"https:{address}" if address.startswith("//") else address
        if not address.startswith("https://") or re.search(r"[\s<>()]", address):
            return ""
        self._videos.append(address.split("/")[2])
        return f"\n\n{address}\n\n"

    convert_video = convert_iframe

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        words = re.sub(r"\\?\n", " ", text).replace("|", "\\|")
        return f" {' '.join(words.split())} |"

    convert_th = convert_td


def _is_layout(table: Tag) -> bool:
    """Tell whether a table only puts things beside or below one another."""
    rows = table.find_all("tr")
    widest = max((len(row.find_all(["td", "th"], recursive=False)) for row in rows), default=0)
    if table.find("table") is not None or widest < 2 or len(rows) < 2:
        return True
    return any(cell.find(_BLOCKS) is not None for cell in table.find_all(["td", "th"]))


def _still(pictures: int) -> str:
    return "a picture still lies" if pictures == 1 else f"{pictures} pictures still lie"
