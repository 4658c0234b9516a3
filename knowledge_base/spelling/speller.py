"""Misspelt words, corrected to words that customers and articles use.

Only a word that is in no English list and that the articles don't know is touched, and only where
one of theirs is near enough to be what was meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from symspellpy import SymSpell, Verbosity

MAX_CORRECTED_LENGTH = 1_000  # characters; who writes so much writes the matter more than once
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SPACED = re.compile(r"\b(?:[a-z] ){2,20}[a-z]\b")  # "h o w"
_STRETCHED = re.compile(r"(.)\1{2,}")
_VOWELS = re.compile("[aeiou]")
_LONG = 6  # letters; from here on a word may have two mistakes
_SHORT = 4  # letters; in a shorter one only two letters may have changed places
_RUN_TOGETHER = 9  # letters of words without spaces between them, at least
_MIN_USED = 2  # times, by whoever wrote the articles' questions
_MIN_OWN_USED = 5  # times, of a word that is in no English list: a name, not a mistake
_MISTAKES = 2


class Speller:
    """Corrects words by a vocabulary. Never changes once made; safe to use from any thread."""

    def __init__(self, texts: Iterable[str]) -> None:
        """`texts` show which words are used, and how often."""
        used = Counter(word for text in texts for word in _words(text))
        english = english_words()
        self._near = SymSpell(_MISTAKES)
        for word, count in used.items():
            if count >= _MIN_USED and word in english:
                self._near.create_dictionary_entry(word, count)
        names = [w for w, count in used.items() if count >= _MIN_OWN_USED and w not in english]
        for word in names:
            if not self._near.lookup(word, Verbosity.TOP, 1):
                self._near.create_dictionary_entry(word, used[word])
        self._by_consonants: dict[str, str] = {}
        for word in sorted(self._near.words, key=lambda word: -self._near.words[word]):
            if len(word) >= _SHORT:
                self._by_consonants.setdefault(_VOWELS.sub("", word), word)

    def correct(self, text: str) -> str:
        """Return a text with its misspelt words as they were meant, full-width letters as plain."""
        plain = unicodedata.normalize("NFKC", text)
        if len(plain) > MAX_CORRECTED_LENGTH or not self._near.words:
            return plain
        joined = _SPACED.sub(lambda match: match.group().replace(" ", ""), plain)
        return _WORD.sub(lambda match: self._meant(match.group(), match.start() == 0), joined)

    def _meant(self, written: str, is_first: bool) -> str:
        word = written.casefold().replace("’", "'")
        is_name = written[0].isupper() and not written.isupper() and not is_first
        if is_name or len(word) < _SHORT - 1 or self._is_right(word.removesuffix("'s")):
            return written
        return self._nearest(word) or self._stretched(word) or self._apart(word) or written

    def _is_right(self, word: str) -> bool:
        return word in self._near.words or word in english_words()

    def _nearest(self, word: str) -> str:
        mistakes = _MISTAKES if len(word) >= _LONG else 1
        found = [str(each.term) for each in self._near.lookup(word, Verbosity.CLOSEST, mistakes)]
        near = [term for term in found if len(word) >= _SHORT or sorted(term) == sorted(word)]
        if near:  # of several as near, the one whose ending is missing: "wher"
            return next((term for term in near if term.startswith(word)), near[0])
        return self._by_consonants.get(word, "") if not _VOWELS.search(word[1:]) else ""

    def _stretched(self, word: str) -> str:
        for letters in (r"\1\1", r"\1"):
            short = _STRETCHED.sub(letters, word)
            if short != word and (short in self._near.words or self._nearest(short)):
                return short if short in self._near.words else self._nearest(short)
        return ""

    def _apart(self, word: str) -> str:
        if len(word) < _RUN_TOGETHER:
            return ""
        parts = str(self._near.word_segmentation(word, max_edit_distance=0).corrected_string)
        return parts if all(part in self._near.words for part in parts.split()) else ""


@cache
def english_words() -> frozenset[str]:
    """Return the English words that the library lists."""
    listed = files("symspellpy") / "frequency_dictionary_en_82_765.txt"
    lines = listed.read_text(encoding="utf-8-sig").splitlines()
    return frozenset(line.split(" ", 1)[0] for line in lines)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'"))
