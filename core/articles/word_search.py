"""Finding articles by the words that stand in them, without the engine."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from heapq import nsmallest
from math import log

from core.articles.article import Article

_WORD = re.compile(r"[^\W_]+")
_TARGET = re.compile(r"\]\([^()\s]*\)")  # where a link leads: nobody reads that
MAX_KEYWORDS = 4  # in a search; more is a sentence
MAX_HELD = 100  # articles that hold every word; nobody is shown more
_MIN_PREFIX = 3  # letters: a shorter word is looked up whole
_MIN_MISSPELT = 5  # letters: a shorter word with another letter is another word
_ENOUGH = 0.4  # of the weight of all words must be found in an article
_IN_TITLE, _ASKED, _IN_TEXT = 3.0, 1.5, 1.0  # what a word is worth where it stands
_BEGUN = 0.7  # of that, if only its beginning was typed
_KEPT = 20_000  # articles whose words are remembered: few change between two indexes
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

_Forms = list[tuple[str, float]]  # words, and what share of their worth they give


class WordIndex:
    """An inverted index over titles, example questions and the full text.

    It knows words, not meaning: whole, as far as they have been typed, or with one letter wrong.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self._slugs: list[str] = []
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)  # by place among the slugs
        for place, article in enumerate(articles):
            self._slugs.append(article.slug)
            for word, worth in _words_in(article).items():
                self._postings[word][place] = worth
        self._words = sorted(self._postings)

    def search(self, text: str) -> tuple[str, ...]:
        """Return the slugs of the articles that hold enough of the words, the likeliest first.

        A word weighs its inverse document frequency, log((N + 1) / df). Equal articles stay in the
        order they were given in, and of more than MAX_HELD the likeliest are returned.
        """
        shares: dict[int, float] = defaultdict(float)
        scores: dict[int, float] = defaultdict(float)
        total = 0.0
        for word in words_of(text):
            found = self._held(self._forms(word))
            weight = log((len(self._slugs) + 1) / max(len(found), 0.5))
            total += weight
            for place, worth in found.items():
                shares[place] += weight
                scores[place] += weight * worth
        least = _ENOUGH * (total or 1.0)
        likely = (
            (-share, -scores[place], place) for place, share in shares.items() if share > least
        )
        return tuple(self._slugs[place] for _, _, place in nsmallest(MAX_HELD, likely))

    def holding(self, text: str) -> tuple[str, ...]:
        """Return the slugs of the MAX_HELD likeliest articles that hold every word.

        None for a whole sentence: it asks something, and its words stand everywhere.
        """
        words = words_of(text)
        if not words or len(words) > MAX_KEYWORDS:
            return ()
        rarest, *others = sorted(
            (self._forms(word) for word in words),
            key=lambda forms: sum(len(self._postings[form]) for form, _ in forms),
        )
        scores = self._held(rarest)
        for forms in others:
            held = self._held(forms, scores)
            scores = {place: scores[place] + worth for place, worth in held.items()}
        best = nsmallest(MAX_HELD, ((-score, place) for place, score in scores.items()))
        return tuple(self._slugs[place] for _, place in best)

    def _held(self, forms: _Forms, among: Mapping[int, float] | None = None) -> dict[int, float]:
        """Return the places of the articles that hold a word, with what it is worth in each.

        among: of these places only; the smaller of two sets is what takes the time
        """
        found: dict[int, float] = {}
        for form, share in forms:
            postings = self._postings[form]
            places = postings if among is None else among.keys() & postings.keys()
            for place in places:
                worth = postings[place] * share
                if worth > found.get(place, 0.0):
                    found[place] = worth
        return found

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
