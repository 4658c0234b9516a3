"""A light classifier over the vectors: which article a question sounds like, all passages heard."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors

LEAST = -12.0  # log probability of an article that is out of the question
NEARNESS = 25.0  # how much a discriminant's share for nearness prefers what is nearer
_NEVER = -1e9  # score of an article that is gone


@dataclass(frozen=True)
class SoftmaxClassifier:
    """A linear score for each article, as `learning` has learnt it, made a probability.

    weights, bias: one column for each article that has passages
    numbers: those articles, in the columns' order
    articles: how many there are, with passages or without
    spread: of a discriminant, the matrix that makes a column of an article's mean passage
    """

    weights: Vectors
    bias: Vectors
    numbers: NDArray[np.int64]
    articles: int
    spread: Vectors | None = None

    def log_probabilities(self, questions: Vectors, meaning: Vectors) -> Vectors:
        """Return the log probability of each article for each question, at least LEAST.

        meaning: the likeness of each article's nearest passage. To a discriminant a passage that is
        far from the others of its article is nobody's; so it is heard only half, and nearness half.
        """
        result = np.full((len(questions), self.articles), LEAST, dtype=np.float32)
        if len(self.numbers):
            scores = questions @ self.weights + self.bias
            scores -= _log_sum(scores)[:, None]
            if self.spread is not None:
                near = meaning[:, self.numbers] * NEARNESS
                near -= _log_sum(near)[:, None]
                scores = np.logaddexp(scores, near) - np.float32(np.log(2))
            result[:, self.numbers] = np.maximum(scores, LEAST)
        return result

    def log_sums(self, questions: Vectors) -> Vectors:
        """Return what a further article's score competes with, for each question."""
        if not len(self.numbers):
            return np.zeros(len(questions), dtype=np.float32)
        return _log_sum(questions @ self.weights + self.bias)

    def without(self, gone: NDArray[np.int64]) -> SoftmaxClassifier:
        """Return a head to which these articles are out of the question."""
        bias = self.bias.copy()
        bias[np.isin(self.numbers, gone)] = _NEVER
        return replace(self, bias=bias)

    def with_column(self, weights: Vectors, bias: float, number: int) -> SoftmaxClassifier:
        """Return a head with one column more, for the article of that number."""
        return replace(
            self,
            weights=np.column_stack([self.weights, weights]),
            bias=np.append(self.bias, np.float32(bias)),
            numbers=np.append(self.numbers, number),
        )

    def with_room(self, articles: int) -> SoftmaxClassifier:
        """Return a head for that many articles more, which have no columns yet."""
        return replace(self, articles=self.articles + articles)


def _log_sum(scores: Vectors) -> Vectors:
    most = scores.max(axis=1)
    total: Vectors = most + np.log(np.exp(scores - most[:, None]).sum(axis=1))
    return total
