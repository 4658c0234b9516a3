"""A light classifier over the vectors: which article a question sounds like, all passages heard."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from knowledge_base.encoder import Vectors

STRENGTH = 10.0  # inverse of regularisation; 3 to 30 measured, this one best with 10 to 20 examples
LEAST = -12.0  # log probability of an article that is out of the question


class Head:
    """Multinomial logistic regression from vectors to articles."""

    def __init__(self, vectors: Vectors, owners: NDArray[np.int64], articles: int) -> None:
        self._known = np.unique(owners)
        self._articles = articles
        self._weights = np.zeros((vectors.shape[1], len(self._known)), dtype=np.float32)
        self._bias = np.zeros(len(self._known), dtype=np.float32)
        if len(self._known) > 1:  # with a single article there is nothing to tell apart
            self._fit(vectors, owners)

    def log_probabilities(self, questions: Vectors) -> Vectors:
        """Return the log probability of each article for each question, at least LEAST."""
        scores = questions @ self._weights + self._bias
        scores -= scores.max(axis=1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
        result = np.full((len(questions), self._articles), LEAST, dtype=np.float32)
        result[:, self._known] = np.maximum(scores, LEAST)
        return result

    def _fit(self, vectors: Vectors, owners: NDArray[np.int64]) -> None:
        model = LogisticRegression(C=STRENGTH, max_iter=100, tol=1e-3).fit(vectors, owners)
        weights, bias = model.coef_.T, model.intercept_
        if len(self._known) == 2:  # scikit-learn keeps only the second of two classes
            weights, bias = np.hstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
        self._weights, self._bias = weights.astype(np.float32), bias.astype(np.float32)
