"""The words a question is looked up with: amounts and dates pull nowhere, short names are known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,7}"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SIGNS = r"£$€¥₹"
_AMOUNT = re.compile(  # of two digits: "an extra £1" is a matter of its own
    rf"(?:(?:of|for|worth) )?"
    rf"(?:[{_SIGNS}] ?\d[\d,.]{{0,15}}\d(?:k|m)?\b|\b\d[\d,.]{{0,15}}\d ?[{_SIGNS}])"
)
_DATE = re.compile(
    rf"\b(?:on |since |from )?(?:the )?(?:"
    rf"\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?: \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|(?:last |this )?{_DAY}"
    rf")(?: at \d{{1,2}}[:.]\d{{2}}(?: ?[ap]m)?)?\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:(?:ref|reference|number|no|id)[.:]? ?){0,3}\d{5,20}\b", re.IGNORECASE
)
MAX_SYNONYM_LENGTH = 60  # characters, of a word and of its meaning
_GAPS = re.compile(r"\s+(?=[\s?.!,;:])")


@dataclass(frozen=True)
class Synonyms:
    """What customers call things, and what the articles call them, both in lower case."""

    meanings: Mapping[str, str] = field(default_factory=dict)

    def explain(self, text: str) -> str:
        """Put after each known word what it means, unless the text says that already."""
        if not self.meanings:
            return text
        plain = text.casefold()

        def explained(match: re.Match[str]) -> str:
            meaning = self._meaning(match.group())
            is_said = not meaning or meaning in plain
            return match.group() if is_said else f"{match.group()} ({meaning})"

        return self._pattern.sub(explained, text)

    def wordings(self, text: str) -> tuple[str, ...]:
        """Return a text, and if it has known words also what it is with their meanings instead."""
        if not self.meanings:
            return (text,)
        meant = self._pattern.sub(lambda word: self._meaning(word.group()) or word.group(), text)
        return (text,) if meant == text else (text, meant)

    def _meaning(self, word: str) -> str:
        """Return what a word means; "" for one that is only alike: "İ" is no "i" to casefold."""
        return self.meanings.get(" ".join(word.casefold().split()), "")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.meanings, key=len, reverse=True)
        words = "|".join(re.escape(word).replace(r"\ ", r"\s{1,9}") for word in longest_first)
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def as_searched(question: str, synonyms: Synonyms) -> str:
    """Return a question as it is looked up; the customer's own words if nothing else is left."""
    bare = question
    if any(map(str.isdigit, question)):
        for pattern in (_AMOUNT, _DATE, _REFERENCE):
            bare = pattern.sub("", bare)
    bare = _GAPS.sub("", bare).strip()
    return synonyms.explain(bare if any(map(str.isalpha, bare)) else question)
