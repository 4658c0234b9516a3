"""How long a text is, in the unit that a vendor counts in, and where it may be cut."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum
from html import escape

from core.channels.gsm import octets

_JOINER = "\u200d"
_SELECTORS = range(0xFE00, 0xFE10)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)
_BITS, _SMALLEST = 8, 7  # of the smallest unit, and of the smallest sign in it
_WORDS_FROM = 0.5  # of the room: a cut at a word's end must leave at least this much before it


class Unit(Enum):
    """What a vendor counts."""

    CHARACTERS = "characters"  # Unicode code points
    UTF16 = "UTF-16 units"
    BYTES = "bytes of UTF-8"
    SMS = "octets of an SMS"
    ESCAPED = "characters, with & and < and > spelled out"


def length(text: str, unit: Unit) -> int:
    """Return how long a text is."""
    if unit is Unit.CHARACTERS:
        return len(text)
    if unit is Unit.UTF16:
        return len(text) + sum(ord(character) > 0xFFFF for character in text)
    if unit is Unit.SMS:
        return octets(text)
    if unit is Unit.ESCAPED:
        return len(escape(text, quote=False))
    return len(text.encode())


def split(text: str, longest: int, unit: Unit) -> list[str]:
    """Return the text in parts of at most `longest`; put together they are the text again.

    Cut where it reads best: between paragraphs, else lines, sentences, words. Within a word only
    where there is no other place, and within what is shown as one character never, unless that one
    alone is too long. longest: at least 5, which every single code point fits into.
    """
    parts = []
    rest = text
    while length(rest, unit) > longest:
        end = _best_cut(rest, _fitting(rest, longest, unit))
        parts.append(rest[:end])
        rest = rest[end:]
    return [*parts, rest] if rest or not parts else parts


def shorten(text: str, longest: int, unit: Unit) -> str:
    """Return the text, with an ellipsis in place of what does not fit."""
    if length(text, unit) <= longest:
        return text
    fits = _fitting(text, longest, unit, "…")
    end = _whole_characters(text, fits) if fits else 0
    return text[:end].rstrip() + "…"


def _fitting(text: str, room: int, unit: Unit, after: str = "") -> int:
    """Return how many code points from the beginning fit, with something after them.

    The whole is measured: one sign may make all the others longer, as in an SMS.
    """
    most = min(len(text), room * _BITS // _SMALLEST + 1)
    fits = bisect_right(range(most + 1), room, key=lambda end: length(text[:end] + after, unit))
    return max(0, fits - 1)


def _best_cut(text: str, end: int) -> int:
    """Return the best place to cut at or before `end`."""
    lowest = max(1, int(end * _WORDS_FROM))
    for separator in ("\n\n", "\n", ". ", "? ", "! ", " "):
        place = text.rfind(separator, lowest, end)
        if place >= 0:
            return place + len(separator)
    return _whole_characters(text, end)


def _whole_characters(text: str, end: int) -> int:
    """Return the last place at or before `end` that parts nothing that is shown as one."""
    for place in range(end, 0, -1):
        if _may_cut(text, place):
            return place
    return max(1, end)


def _may_cut(text: Sequence[str], place: int) -> bool:
    if place >= len(text):
        return True
    before, after = text[place - 1], text[place]
    code = ord(after)
    if before == _JOINER or after == _JOINER or (before, after) == ("\r", "\n"):
        return False
    if code in _SELECTORS or code in _SKIN_TONES or code in _TAGS:
        return False
    if code in _FLAG_LETTERS and ord(before) in _FLAG_LETTERS:
        return not _flag_letters_before(text, place) % 2
    return unicodedata.category(after) not in {"Mn", "Me", "Mc"}


def _flag_letters_before(text: Sequence[str], place: int) -> int:
    count = 0
    while count < place and ord(text[place - 1 - count]) in _FLAG_LETTERS:
        count += 1
    return count
