"""Phrases of the settings, found in messages as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from core.errors import BadInput

MAX_SIGN_LENGTH = 60  # characters of a phrase
MAX_GAP_WORDS = 3  # that a * stands for
_GAP = "*"
_BETWEEN = r"[\s,]{1,9}"
_ANY_WORDS = rf"(?:{_BETWEEN}[^\s.!?;]{{1,30}}){{0,{MAX_GAP_WORDS}}}?"
_APOSTROPHES = str.maketrans("’‘", "''")

Place = tuple[int, int]


@dataclass(frozen=True)
class Phrases:
    """Phrases in lower case; a * stands for up to three words within a sentence."""

    texts: tuple[str, ...] = ()

    def places(self, text: str) -> Iterator[Place]:
        """Yield where phrases stand in a text, as whole words; places may overlap."""
        plain = text.lower().translate(_APOSTROPHES).replace("'", "")
        for needle, phrase in self._needles:
            if needle in plain:  # far cheaper than the pattern
                yield from (match.span() for match in _pattern(phrase).finditer(text))

    @cached_property
    def _needles(self) -> tuple[tuple[str, str], ...]:
        return tuple((_needle(text), text) for text in self.texts)


NO_PHRASES = Phrases()


def read_sign(text: str) -> str:
    """Return a phrase as it is looked for; raises BadInput for one that could not be."""
    phrase = " ".join(text.lower().translate(_APOSTROPHES).split())
    if not phrase or len(phrase) > MAX_SIGN_LENGTH:
        raise BadInput(f"a phrase must have 1 to {MAX_SIGN_LENGTH} characters.")
    words = phrase.split()
    stand_alone = all(_GAP not in word or word == _GAP for word in words)
    if not stand_alone or _GAP in (words[0], words[-1]):
        raise BadInput(f"'{phrase}': a * stands between two words, with spaces around it.")
    return phrase


def _needle(phrase: str) -> str:
    """Return the longest word, without apostrophes: some leave them out."""
    return max((word.replace("'", "") for word in phrase.split() if word != _GAP), key=len)


@lru_cache(maxsize=4_096)
def _pattern(phrase: str) -> re.Pattern[str]:
    """Return what finds it, however its words are set apart and apostrophes are typed.

    Signs such as 😂 may touch a word; words may not.
    """
    parts = []
    for word in phrase.split():
        if word == _GAP:
            parts.append(_ANY_WORDS)
        else:
            parts.append(_BETWEEN if parts else "")
            parts.append(re.escape(word).replace("'", "['’‘]?"))
    before = r"(?<!\w)" if phrase[0].isalnum() else ""
    after = r"(?!\w)" if phrase[-1].isalnum() else ""
    return re.compile(before + "".join(parts) + after, re.IGNORECASE)
