"""Words that decide by themselves what a message is about, as a team writes them in settings.

A phrase is words in their order. "/" stands between words of which any will do, "*" for up to
three words of any kind: "my mum/mother has * died" is found in "My mother has just died.".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from core.subjects.subject import Subject

MAX_GAP = 3  # words that a "*" may stand for
_DENIED = "no"  # "no complaints" is none; a phrase that begins with it is not meant
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’`]")
_GAP: frozenset[str] = frozenset()

Phrase = tuple[frozenset[str], ...]


def read_phrase(text: str) -> Phrase:
    """Return the words of a phrase, each as the set of those that will do; () for none.

    A gap is an empty set. At the ends of a phrase, where it would say nothing, it is left out.
    """
    parts = [_GAP if part == "*" else _alternatives(part) for part in text.split() if part]
    words = [place for place, part in enumerate(parts) if part]
    return tuple(parts[words[0] : words[-1] + 1]) if words else ()


class PhraseTable:
    """The phrases of many subjects; what is asked of each message is only their first words."""

    def __init__(self, subjects: Iterable[Subject]) -> None:
        self._by_first: dict[str, list[tuple[Phrase, Subject]]] = defaultdict(list)
        for subject in subjects:
            for text in subject.phrases:
                phrase = read_phrase(text)
                for first in phrase[0] if phrase else ():
                    self._by_first[first].append((phrase, subject))

    def subjects_in(self, text: str) -> tuple[Subject, ...]:
        """Return the subjects one of whose phrases stands in a text, in the order of its words."""
        words = words_of(text)
        found = (
            subject
            for place, word in enumerate(words)
            for phrase, subject in self._by_first.get(word, ())
            if _stands_at(phrase, words, place) and words[max(0, place - 1) : place] != [_DENIED]
        )
        return tuple(dict.fromkeys(found))


def words_of(text: str) -> list[str]:
    """Return the words of a text as phrases are compared: no capitals, no apostrophes."""
    return _WORD.findall(_APOSTROPHES.sub("", text.casefold()))


def _alternatives(part: str) -> frozenset[str]:
    return frozenset("".join(words_of(word)) for word in part.split("/") if words_of(word))


def _stands_at(phrase: Phrase, words: list[str], place: int) -> bool:
    """Tell whether a phrase stands in the words from this place on."""
    ends = {place}
    for part in phrase:
        if part == _GAP:
            ends = {end + skipped for end in ends for skipped in range(MAX_GAP + 1)}
        else:
            ends = {end + 1 for end in ends if end < len(words) and words[end] in part}
        if not ends:
            return False
    return True
