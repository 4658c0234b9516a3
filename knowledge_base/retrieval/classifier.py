"""A linear softmax classifier over the vectors, as scikit-learn's LogisticRegression predicts.

Our own code, because what serves must not load scikit-learn: with its `coef_` and `intercept_`,
`log_probabilities` equals `LogisticRegression.predict_log_proba`, bounded below by MIN_LOG_P.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors

MIN_LOG_P = -12.0  # log probability of an article that is out of the question
NEARNESS = 25.0  # how much a discriminant's share for nearness prefers what is nearer
_NEVER = -1e9  # score of an article that was removed


@dataclass(frozen=True)
class SoftmaxClassifier:
    """A linear score for each article, as `training` fits it, and their softmax.

    weights, bias: one class for each article that has passages; float32 [dimensions, classes]
    numbers: those articles, in the classes' order
    articles: how many there are, with passages or without
    spread: of a discriminant, the inverse scatter matrix: times an article's mean passage, it
        gives the article's weights
    """

    weights: Vectors
    bias: Vectors
    numbers: NDArray[np.int64]
    articles: int
    spread: Vectors | None = None

    def log_probabilities(self, questions: Vectors, dense: Vectors) -> Vectors:
        """Return the log probability of each article for each question, at least MIN_LOG_P.

        dense: cosine of each article's nearest passage; float32 [queries, articles]. A discriminant
            rules out a passage that is far from its article's others; so it counts half, and
            nearness half.
        """
        result = np.full((len(questions), self.articles), MIN_LOG_P, dtype=np.float32)
        if len(self.numbers):
            scores = questions @ self.weights + self.bias
            scores -= _log_sum(scores)[:, None]
            if self.spread is not None:
                near = dense[:, self.numbers] * NEARNESS
                near -= _log_sum(near)[:, None]
                scores = np.logaddexp(scores, near) - np.float32(np.log(2))
            result[:, self.numbers] = np.maximum(scores, MIN_LOG_P)
        return result

    def log_sums(self, questions: Vectors) -> Vectors:
        """Return the log-sum-exp of all scores, a further class's offset; float32 [queries]."""
        if not len(self.numbers):
            return np.zeros(len(questions), dtype=np.float32)
        return _log_sum(questions @ self.weights + self.bias)

    def without(self, removed: NDArray[np.int64]) -> SoftmaxClassifier:
        """Return the classifier with these articles ruled out."""
        bias = self.bias.copy()
        bias[np.isin(self.numbers, removed)] = _NEVER
        return replace(self, bias=bias)

    def with_class(self, weights: Vectors, bias: float, number: int) -> SoftmaxClassifier:
        """Return the classifier with one class more, for the article of that number."""
        return replace(
            self,
            weights=np.column_stack([self.weights, weights]),
            bias=np.append(self.bias, np.float32(bias)),
            numbers=np.append(self.numbers, number),
        )

    def with_room(self, articles: int) -> SoftmaxClassifier:
        """Return the classifier for that many articles more, which have no class yet."""
        return replace(self, articles=self.articles + articles)


def _log_sum(scores: Vectors) -> Vectors:
    most = scores.max(axis=1)
    total: Vectors = most + np.log(np.exp(scores - most[:, None]).sum(axis=1))
    return total
