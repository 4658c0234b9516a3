"""A light classifier over the vectors: which article a question sounds like, all passages heard."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from knowledge_base.encoder import Vectors
from knowledge_base.owners import Owners

LEAST = -12.0  # log probability of an article that is out of the question


@dataclass(frozen=True)
class Head:
    """Multinomial logistic regression from vectors to articles, as `learning` has learnt it.

    weights, bias: one column for each article that has passages
    """

    weights: Vectors
    bias: Vectors
    owners: Owners

    def log_probabilities(self, questions: Vectors) -> Vectors:
        """Return the log probability of each article for each question, at least LEAST."""
        scores = questions @ self.weights + self.bias
        scores -= scores.max(axis=1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
        result = np.full((len(questions), self.owners.articles), LEAST, dtype=np.float32)
        result[:, self.owners.known] = np.maximum(scores, LEAST)
        return result
