"""Whether words stand in a text as words of their own: "Anna" does not stand in "Hannah"."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# Scripts that put no spaces between words: a neighbour there says nothing.
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))  # Thai, Lao, Burmese, Khmer


def holds_words(text: str, terms: Iterable[str]) -> bool:
    """Tell whether any of these stands in a text, in whatever letters and as a whole."""
    small = _even(text)
    return any(_holds(small, _even(each)) for each in terms)


def _holds(text: str, term: str) -> bool:
    begin = text.find(term) if term else -1
    while begin >= 0:
        end = begin + len(term)
        is_cut_before = begin > 0 and _go_on(text[begin - 1], term[0])
        is_cut_after = end < len(text) and _go_on(term[-1], text[end])
        if not is_cut_before and not is_cut_after:
            return True
        begin = text.find(term, begin + 1)
    return False


def _go_on(left: str, right: str) -> bool:
    """Tell whether a word goes on from one character to the next."""
    return _is_of_word(left) and _is_of_word(right)


def _is_of_word(character: str) -> bool:
    if unicodedata.east_asian_width(character) in "WF":
        return False
    if any(low <= ord(character) <= high for low, high in _UNSPACED):
        return False
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _even(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())
