"""Markdown as words with marks, which every vendor's own markup can be made of."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from core.channels import Mark, Style, Styled
from web.articles import markdown_tokens

_BULLET = "• "
_SEPARATE = frozenset({"paragraph_close", "heading_close", "blockquote_close", "fence"})
_LISTS = frozenset(
    f"{kind}_list_{end}" for kind in ("bullet", "ordered") for end in ("open", "close")
)
_AFTER_CELLS = {"tr_close": "\n", "td_close": "  ", "th_close": "  "}


def to_styled(markdown: str, base: str = "") -> Styled:
    """Return the words of Markdown, bold and linked stretches marked; lists have their signs.

    base: what stands before our own paths; without it links to our pages are words alone
    """
    writer = _Writer(base)
    for token in markdown_tokens(markdown, base):
        writer.block(token)
    return writer.finished()


class _Writer:
    """Collects words from tokens, one after the other."""

    def __init__(self, base: str) -> None:
        self._base, self._text = base, ""
        self._marks: list[Mark] = []
        self._open: list[tuple[Style, int, str]] = []
        self._lists: list[int | None] = []  # the next number; None in a list without numbers

    def finished(self) -> Styled:
        return Styled(self._text, tuple(self._marks)).trimmed()

    def block(self, token: Token) -> None:
        kind = token.type
        if kind == "inline":
            for child in token.children or []:
                self._inline(child)
        elif kind in _LISTS:
            self._list(token)
        elif kind == "list_item_open":
            self._begin_item()
        elif kind in {"heading_open", "heading_close"}:
            self._set_off(Style.BOLD, kind == "heading_open")
        elif kind in _AFTER_CELLS:
            self._text += _AFTER_CELLS[kind]
        elif kind == "fence":
            self._text += token.content
        if kind in _SEPARATE:
            self._new_line(1 if self._lists else 2)

    def _list(self, token: Token) -> None:
        if token.type.endswith("open"):
            is_numbered = token.type.startswith("ordered")
            self._lists.append(int(token.attrs.get("start", 1)) if is_numbered else None)
            return
        self._lists.pop()
        if not self._lists:
            self._new_line(2)

    def _begin_item(self) -> None:
        if self._text and not self._text.endswith("\n"):
            self._text += "\n"
        number = self._lists[-1]
        self._text += "  " * (len(self._lists) - 1)
        self._text += _BULLET if number is None else f"{number}. "
        if number is not None:
            self._lists[-1] = number + 1

    def _inline(self, token: Token) -> None:
        kind = token.type
        if kind in {"strong_open", "strong_close"}:
            self._set_off(Style.BOLD, kind == "strong_open")
        elif kind in {"link_open", "link_close"}:
            self._set_off(Style.LINK, kind == "link_open", str(token.attrs.get("href", "")))
        elif kind.endswith("break"):
            self._text += "\n"
        elif kind == "image":
            self._text += _words(token.children or [])
        else:
            self._text += token.content

    def _set_off(self, style: Style, opens: bool, url: str = "") -> None:
        if opens:
            self._open.append((style, len(self._text), url))
            return
        if self._open:
            opened, start, target = self._open.pop()
            is_ours = target.startswith("/")
            if start < len(self._text) and not is_ours:
                self._marks.append(Mark(opened, start, len(self._text), target))

    def _new_line(self, lines: int) -> None:
        """Leave `lines` line ends before what comes next, if anything stands before it."""
        bare = self._text.rstrip("\n")
        self._text = bare + "\n" * lines if bare else ""


def _words(tokens: Sequence[Token]) -> str:
    return "".join(token.content for token in tokens)
