"""An outgoing message as the two texts of a mail: plain, and as HTML that every program shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from core.channels.outgoing import Outgoing
from core.channels.styled import Mark, Style, Styled

_SAFE = ("http://", "https://", "mailto:", "tel:")
_FONT = "font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5"
_BODY = f"{_FONT};color:#1d2330;max-width:36em;margin:0;padding:8px"
_LINK = (
    "display:inline-block;padding:6px 14px;border:1px solid #5b6475;border-radius:6px;"
    "color:#1d2330;text-decoration:none"
)
_HOW = "Answer this mail with a number"
_OR_LINK = "or follow a link"


@dataclass(frozen=True)
class Letter:
    """The words of a mail, twice."""

    plain: str
    html: str


def compose(message: Outgoing, links: Sequence[str], footer: str) -> Letter:
    """Return an outgoing message as a mail.

    links: where each of its buttons leads; none where our own address is not known
    footer: what stands below everything
    """
    # A number that was typed means a button also where its words already name all of them.
    titles = [button.title for button in message.buttons] if message.form.has_buttons else []
    numbered = [f"{number}. {title}" for number, title in enumerate(titles, 1)]
    return Letter(
        _plain(message.words, numbered, links, footer),
        _html(message.words, numbered, links, footer),
    )


def _plain(words: Styled, numbered: Sequence[str], links: Sequence[str], footer: str) -> str:
    choices = list(numbered)
    if links:
        choices = [f"{choice}\n   {link}" for choice, link in zip(numbered, links, strict=False)]
    how = f"{_how(links)}." if numbered else ""
    parts = [_with_addresses(words), "\n".join(choices), how, f"--\n{footer}"]
    return "\n\n".join(part for part in parts if part) + "\n"


def _html(words: Styled, numbered: Sequence[str], links: Sequence[str], footer: str) -> str:
    blocks = [f"<p>{_marked(each)}</p>" for each in _paragraphs(words)]
    for place, choice in enumerate(numbered):
        shown = escape(choice)
        if place < len(links):
            shown = f'<a href="{escape(links[place])}" style="{_LINK}">{shown}</a>'
        blocks.append(f'<p style="margin:6px 0">{shown}</p>')
    if numbered:
        blocks.append(f"<p>{_how(links)}.</p>")
    blocks.append(f'<p style="color:#5b6475;font-size:14px">{escape(footer)}</p>')
    body = "\n".join(blocks)
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8"></head>\n'
        f'<body style="{_BODY}">\n{body}\n</body></html>\n'
    )


def _how(links: Sequence[str]) -> str:
    return f"{_HOW}, {_OR_LINK}" if links else _HOW


def _with_addresses(words: Styled) -> str:
    """Return the text with the address after each link whose words are another."""
    text = words.text
    for mark in sorted(words.marks, key=lambda each: each.end, reverse=True):
        shown = words.text[mark.start : mark.end]
        if mark.style is Style.LINK and _is_safe(mark.url) and shown not in mark.url:
            address = mark.url.removeprefix("mailto:").removeprefix("tel:")
            text = f"{text[: mark.end]} ({address}){text[mark.end :]}"
    return text


def _paragraphs(words: Styled) -> Iterator[Styled]:
    start = 0
    for text in words.text.split("\n\n"):
        if text.strip():
            yield words.cut(start, start + len(text)).trimmed()
        start += len(text) + 2


def _marked(words: Styled) -> str:
    """Return a paragraph as HTML: escaped, bold and linked where marks say so."""
    signs: list[tuple[int, int, str]] = []
    outer_first = sorted(words.marks, key=lambda mark: (mark.start, -mark.end))
    for number, mark in enumerate(outer_first, 1):
        opens, closes = _tags(mark)
        signs += [(mark.start, number, opens), (mark.end, -number, closes)]
    html, place = "", 0
    for at, _, sign in sorted(signs):
        html += escape(words.text[place:at]) + sign
        place = at
    return (html + escape(words.text[place:])).replace("\n", "<br>\n")


def _tags(mark: Mark) -> tuple[str, str]:
    if mark.style is Style.BOLD:
        return "<strong>", "</strong>"
    if not _is_safe(mark.url):
        return "", ""
    return f'<a href="{escape(mark.url)}">', "</a>"


def _is_safe(url: str) -> bool:
    return url.lower().startswith(_SAFE)
