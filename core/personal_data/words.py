"""Whether words stand in a text as words of their own: "Anna" does not stand in "Hannah".

Of an address more belongs to it: "smith@mail.example" does not stand in "ann.smith@mail.example",
nor in "smith@mail.example.net".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# Scripts that put no spaces between words: a neighbour there says nothing.
_WITHIN_LOCAL_PART, _WITHIN_DOMAIN = "._%+'-", ".-"
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))  # Thai, Lao, Burmese, Khmer


def holds_words(text: str, terms: Iterable[str]) -> bool:
    """Tell whether any of these stands in a text, in whatever letters and as a whole."""
    small = _even(text)
    return any(_holds(small, _even(each)) for each in terms)


def _holds(text: str, term: str) -> bool:
    before, after = (_WITHIN_LOCAL_PART, _WITHIN_DOMAIN) if "@" in term else ("", "")
    begin = text.find(term) if term else -1
    while begin >= 0:
        end = begin + len(term)
        is_cut_before = _goes_on(text[max(0, begin - 2) : begin][::-1], term[0], before)
        is_cut_after = _goes_on(text[end : end + 2], term[-1], after)
        if not is_cut_before and not is_cut_after:
            return True
        begin = text.find(term, begin + 1)
    return False


def _goes_on(neighbours: str, edge: str, joined_by: str) -> bool:
    """Tell whether a word goes on beyond its edge: at once, or after a sign that joins."""
    if neighbours[:1] and neighbours[0] in joined_by:
        neighbours = neighbours[1:]
    return bool(neighbours) and _go_on(edge, neighbours[0])


def _go_on(one: str, next_to_it: str) -> bool:
    """Tell whether a word goes on from one character to the one beside it."""
    return _is_of_word(one) and _is_of_word(next_to_it)


def _is_of_word(character: str) -> bool:
    if unicodedata.east_asian_width(character) in "WF":
        return False
    if any(low <= ord(character) <= high for low, high in _UNSPACED):
        return False
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _even(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())
