"""Which article each passage belongs to."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors


class PassageArticleIds:
    """The passages' articles, each as its number below `articles`; an article's stand together."""

    def __init__(self, numbers: NDArray[np.int64], articles: int) -> None:
        self.numbers, self.articles = numbers, articles

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def known(self) -> NDArray[np.int64]:
        """The articles that have passages."""
        return np.unique(self.numbers)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """How many passages each article has."""
        return np.bincount(self.numbers, minlength=self.articles)

    def only(self, kept: NDArray[np.bool_]) -> PassageArticleIds:
        """Return the ids of the marked passages; the articles keep their numbers."""
        return PassageArticleIds(self.numbers[kept], self.articles)

    def concatenate(self, more: PassageArticleIds) -> PassageArticleIds:
        """Return these and further ids, whose articles are numbered on from these."""
        numbers = np.concatenate([self.numbers, more.numbers + self.articles])
        return PassageArticleIds(numbers, self.articles + more.articles)

    def best(self, values: NDArray[np.floating], least: float) -> Vectors:
        """Return each article's greatest value, `least` if it has no passage.

        values: one for each passage
        """
        found = np.full(self.articles, least, dtype=np.float32)
        if len(self):
            first = np.cumsum(self.counts) - self.counts
            found[self.known] = np.maximum.reduceat(values, first[self.known])
        return found
