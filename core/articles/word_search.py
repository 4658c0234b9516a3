"""Finding articles by the words that stand in them, without the engine."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log

from core.articles.article import Article

_WORD = re.compile(r"[^\W_]+")
_TARGET = re.compile(r"\]\([^()\s]*\)")  # where a link leads: nobody reads that
MAX_KEYWORDS = 4  # in a search; more is a sentence
_MIN_PREFIX = 3  # letters: a shorter word is looked up whole
_MIN_MISSPELT = 5  # letters: a shorter word with another letter is another word
_ENOUGH = 0.4  # of the weight of all words must be found in an article
_IN_TITLE, _ASKED, _IN_TEXT = 3.0, 1.5, 1.0  # what a word is worth where it stands
_BEGUN = 0.7  # of that, if only its beginning was typed
_KEPT = 20_000  # articles whose words are remembered: few change between two indexes
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

_Forms = list[tuple[str, float]]  # words, and what share of their worth they give


@dataclass(frozen=True)
class WordHit:
    """An article that holds words of a search.

    share: of the weight of all words, how much it holds; 1 for all of them
    score: how much they are worth where they stand; only compared
    """

    slug: str
    share: float
    score: float


class WordIndex:
    """An inverted index over titles, example questions and the full text.

    It knows words, not meaning: whole, as far as they have been typed, or with one letter wrong.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self._slugs: list[str] = []
        self._postings: dict[str, dict[str, float]] = defaultdict(dict)
        for article in articles:
            self._slugs.append(article.slug)
            for word, worth in _words_in(article).items():
                self._postings[word][article.slug] = worth
        self._words = sorted(self._postings)
        self._order = {slug: place for place, slug in enumerate(self._slugs)}

    def search(self, text: str) -> tuple[str, ...]:
        """Return the slugs of the articles that hold enough of the words, the likeliest first.

        Equal articles stay in the order they were given in.
        """
        return tuple(hit.slug for hit in self.hits(text) if hit.share > _ENOUGH)

    def holding(self, text: str) -> tuple[str, ...]:
        """Return the slugs of the articles that hold every word, the likeliest first.

        None for a whole sentence: it asks something, and its words stand everywhere.
        """
        words = words_of(text)
        if not words or len(words) > MAX_KEYWORDS:
            return ()
        rarest, *others = sorted(
            (self._forms(word) for word in words),
            key=lambda forms: sum(len(self._postings[form]) for form, _ in forms),
        )
        scores: dict[str, float] = defaultdict(float)
        for slug in {slug for form, _ in rarest for slug in self._postings[form]}:
            worth = [self._worth(slug, forms) for forms in (rarest, *others)]
            if all(worth):
                scores[slug] = sum(worth)
        return tuple(sorted(scores, key=lambda slug: (-scores[slug], self._order[slug])))

    def hits(self, text: str) -> list[WordHit]:
        """Return what holds a word, most of their weight and the worthiest first.

        A word weighs its inverse document frequency, log((N + 1) / df).
        """
        shares: dict[str, float] = defaultdict(float)
        scores: dict[str, float] = defaultdict(float)
        total = 0.0
        for word in words_of(text):
            found = self._containing(word)
            weight = log((len(self._slugs) + 1) / max(len(found), 0.5))
            total += weight
            for slug, worth in found.items():
                shares[slug] += weight
                scores[slug] += weight * worth
        hits = [WordHit(slug, shares[slug] / (total or 1.0), scores[slug]) for slug in shares]
        return sorted(hits, key=lambda hit: (-hit.share, -hit.score, self._order[hit.slug]))

    def _containing(self, word: str) -> dict[str, float]:
        """Return the articles that hold a word, with what it is worth in each."""
        forms = self._forms(word)
        slugs = {slug for form, _ in forms for slug in self._postings[form]}
        return {slug: self._worth(slug, forms) for slug in slugs}

    def _worth(self, slug: str, forms: _Forms) -> float:
        """Return what a word is worth in an article, given its forms; 0 if it is not there."""
        return max(
            (self._postings[form].get(slug, 0.0) * share for form, share in forms), default=0.0
        )

    def _forms(self, word: str) -> _Forms:
        """Return the words of articles that one may be, and how much of their worth that gives."""
        forms = [(word, 1.0)] if word in self._postings else []
        if len(word) >= _MIN_PREFIX:
            for place in range(bisect_left(self._words, word), len(self._words)):
                if not self._words[place].startswith(word):
                    break
                if self._words[place] != word:
                    forms.append((self._words[place], _BEGUN))
        if not forms and len(word) >= _MIN_MISSPELT:
            meant = {each for each in _one_letter_off(word) if each in self._postings}
            forms = [(each, _BEGUN) for each in sorted(meant)]
        return forms


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text as it is shown, in the form they are compared in."""
    return frozenset(_WORD.findall(_TARGET.sub("]", text).casefold()))


def marked_pieces(text: str, wanted: str) -> tuple[tuple[str, bool], ...]:
    """Cut a text where the words of a search begin and end; True for the pieces to be marked.

    A word is marked whole, however little of it was typed. The pieces make up the text again.
    """
    words = words_of(wanted)
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _WORD.finditer(text):
        if _meets(match.group().casefold(), words):
            pieces += [(text[end : match.start()], False), (match.group(), True)]
            end = match.end()
    return tuple(piece for piece in (*pieces, (text[end:], False)) if piece[0])


def words_met(text: str, wanted: str) -> int:
    """Count the words of a search that a text holds, as far as they have been typed."""
    held = words_of(text)
    return sum(any(_meets(word, frozenset({each})) for word in held) for each in words_of(wanted))


def _meets(word: str, wanted: frozenset[str]) -> bool:
    return word in wanted or any(
        len(each) >= _MIN_PREFIX and word.startswith(each) for each in wanted
    )


@lru_cache(maxsize=_KEPT)
def _words_in(article: Article) -> dict[str, float]:
    """Return an article's words, each with the most that it is worth where it stands."""
    found: dict[str, float] = {}
    for text, worth in _fields(article):
        for word in words_of(text):
            found[word] = max(found.get(word, 0.0), worth)
    return found


def _fields(article: Article) -> Iterator[tuple[str, float]]:
    yield article.title, _IN_TITLE
    for question in article.questions:
        yield question, _ASKED
    for text in (article.short, *article.steps, article.more):
        yield text, _IN_TEXT


def _one_letter_off(word: str) -> Iterator[str]:
    """Yield what a word may be meant to be: a letter too many, too few, wrong, or two swapped."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]
