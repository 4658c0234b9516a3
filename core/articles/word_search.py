"""Finding articles by the words in their titles and example questions, without the engine."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from math import log

from core.articles.article import Article

_WORD = re.compile(r"[^\W_]+")
_MIN_PREFIX = 3  # letters: a shorter word is looked up whole
_ENOUGH = 0.4  # of the weight of all words must be found in an article


class WordIndex:
    """An inverted index: word → the slugs of the articles it stands in.

    It knows words, not meaning: for when the engine is away.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self._slugs: list[str] = []
        self._postings: dict[str, set[str]] = defaultdict(set)
        for article in articles:
            self._slugs.append(article.slug)
            for word in _words(" ".join((article.title, *article.questions))):
                self._postings[word].add(article.slug)

    def search(self, text: str) -> tuple[str, ...]:
        """Return the slugs of the articles that hold enough of the words, the likeliest first.

        A word weighs its inverse document frequency, log((N + 1) / df), and is found as far as it
        has been typed. Equal articles stay in the order they were given in.
        """
        scores: dict[str, float] = defaultdict(float)
        total = 0.0
        for word in _words(text):
            found = self._containing(word)
            weight = log((len(self._slugs) + 1) / max(len(found), 0.5))
            total += weight
            for slug in found:
                scores[slug] += weight
        fitting = [slug for slug in self._slugs if scores.get(slug, 0.0) > _ENOUGH * total]
        return tuple(sorted(fitting, key=lambda slug: -scores[slug]))

    def _containing(self, word: str) -> set[str]:
        if len(word) < _MIN_PREFIX:
            return self._postings.get(word, set())
        forms = (slugs for known, slugs in self._postings.items() if known.startswith(word))
        return set().union(*forms)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
