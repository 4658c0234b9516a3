"""Words of which some stretches are set off: what every vendor's markup can be made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from core.channels.lengths import Unit, length, split


class Style(str, Enum):
    """How a stretch is set off."""

    BOLD = "bold"
    LINK = "link"


@dataclass(frozen=True)
class Mark:
    """A stretch of a text, in code points from `start` to before `end`; `url` of a link."""

    style: Style
    start: int
    end: int
    url: str = ""


@dataclass(frozen=True)
class Styled:
    """A text with its marks."""

    text: str
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: Styled) -> Styled:
        by = len(self.text)
        moved = (replace(m, start=m.start + by, end=m.end + by) for m in other.marks)
        return Styled(self.text + other.text, (*self.marks, *moved))

    def cut(self, start: int, end: int) -> Styled:
        """Return a stretch of it, with what of the marks lies within."""
        within = (
            replace(m, start=max(m.start, start) - start, end=min(m.end, end) - start)
            for m in self.marks
        )
        return Styled(self.text[start:end], tuple(m for m in within if m.start < m.end))

    def trimmed(self) -> Styled:
        """Return it without spaces and line breaks at its ends."""
        bare = self.text.strip()
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, start + len(bare))

    def parts(self, longest: int, unit: Unit) -> list[Styled]:
        """Return it in parts of at most `longest`, see `split`; empty ones are left out."""
        found, start = [], 0
        for text in split(self.text, longest, unit):
            found.append(self.cut(start, start + len(text)).trimmed())
            start += len(text)
        return [part for part in found if part.text]

    def spelled_out(self) -> Styled:
        """Return it with the addresses of links in the text, where nothing else can show them."""
        whole, done = Styled(""), 0
        for link in sorted(self._links(), key=lambda mark: mark.start):
            if link.start >= done and link.url not in self.text[link.start : link.end]:
                whole = whole + self._without_links(done, link.end) + Styled(f" ({link.url})")
                done = link.end
        return whole + self._without_links(done, len(self.text))

    def with_asterisks(self) -> str:
        """Return the text with *asterisks* around what is bold."""
        bold = [mark for mark in self.marks if self._may_be_set_off(mark)]
        text = self.text
        for place in sorted((end for m in bold for end in (m.start, m.end)), reverse=True):
            text = text[:place] + "*" + text[place:]
        return text

    @property
    def most_asterisks(self) -> int:
        """How many asterisks `with_asterisks` adds at most, also to any part of it."""
        return 2 * sum(mark.style is Style.BOLD for mark in self.marks)

    def _may_be_set_off(self, mark: Mark) -> bool:
        """Whether asterisks can do it: within a line, and none among the words."""
        words = self.text[mark.start : mark.end]
        is_tight = words == words.strip() and not {"*", "\n"} & set(words)
        return mark.style is Style.BOLD and is_tight

    def _links(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.style is Style.LINK]

    def _without_links(self, start: int, end: int) -> Styled:
        piece = self.cut(start, end)
        return Styled(piece.text, tuple(m for m in piece.marks if m.style is not Style.LINK))


def join(pieces: list[Styled], between: str = "\n\n") -> Styled:
    """Return what is not empty, one after the other."""
    whole = Styled("")
    for piece in pieces:
        if piece.text:
            whole = whole + Styled(between) + piece if whole.text else piece
    return whole


def units_before(text: str, place: int, unit: Unit) -> int:
    """Return how long a text is up to a place, as a vendor counts it."""
    return length(text[:place], unit)
