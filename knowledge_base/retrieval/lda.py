"""A classifier for more articles than logistic regression can be fitted to: a linear discriminant.

Every article has the mean of its passages, and all share how passages scatter around theirs. It
has a closed form, so it takes seconds where the fit would take hours; what that costs in quality
is in decision 0008. It is too sure of itself, so its scores are cooled down by what passages
score that are left out of their own article's mean.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors
from knowledge_base.retrieval.article_ids import PassageArticleIds
from knowledge_base.retrieval.classifier import SoftmaxClassifier

SHRINKAGE = 0.2  # of the scatter towards the same in all directions; 0.05 to 0.4 are much alike
_ENOUGH = 1_000  # passages that the temperature is found with
_TEMPERATURES = np.geomspace(1, 300, 40)

Floats = NDArray[np.float64]


def discriminant(vectors: Vectors, article_ids: PassageArticleIds) -> SoftmaxClassifier:
    """Fit to the passages; there must be some of at least two articles."""
    columns = np.searchsorted(article_ids.known, article_ids.numbers)
    counts = np.bincount(columns)
    starts = np.cumsum(counts) - counts
    means: Vectors = np.add.reduceat(vectors, starts, axis=0)
    means /= counts[:, None].astype(np.float32)
    scatter = _scatter(vectors - means[columns])
    weights = np.linalg.solve(scatter, means.T.astype(np.float64))
    bias = -0.5 * np.einsum("ad,da->a", means, weights)
    tried = np.flatnonzero(counts[columns] > 1)
    tried = tried[:: max(1, len(tried) // _ENOUGH)]
    temperature = 1.0
    if len(tried):
        owner = columns[tried]
        scores = vectors[tried] @ weights + bias
        rest = counts[owner, None]
        without = (means[owner] * rest - vectors[tried]) / (rest - 1)
        seen = np.linalg.solve(scatter, without.T.astype(np.float64)).T
        scores[np.arange(len(tried)), owner] = np.einsum(
            "id,id->i", vectors[tried] - 0.5 * without, seen
        )
        temperature = _temperature(scores, owner)
    return SoftmaxClassifier(
        (weights / temperature).astype(np.float32),
        (bias / temperature).astype(np.float32),
        article_ids.known,
        article_ids.articles,
        spread=(np.linalg.inv(scatter) / temperature).astype(np.float32),
    )


def class_weights_of(own: Vectors, spread: Vectors) -> tuple[Vectors, float]:
    """Return weights and bias of a further article, as a fit with it would have given."""
    mean: Vectors = own.mean(axis=0)
    weights: Vectors = spread @ mean
    return weights, -0.5 * float(mean @ weights)


def _scatter(away: Vectors) -> Floats:
    """Return how passages scatter around their means, shrunken so that it can be inverted."""
    scatter = (away.T @ away).astype(np.float64) / len(away)
    dimensions = len(scatter)
    same = max(float(np.trace(scatter)) / dimensions, 1e-6)
    shrunken: Floats = (1 - SHRINKAGE) * scatter + SHRINKAGE * same * np.eye(dimensions)
    return shrunken


def _temperature(scores: Floats, owner: NDArray[np.int64]) -> float:
    """Return what the scores are to be divided by to be as sure as they are right."""
    rows = np.arange(len(scores))
    scores = scores - scores.max(axis=1, keepdims=True)

    def likely(temperature: float) -> float:
        cooled = scores / temperature
        return float((cooled[rows, owner] - np.log(np.exp(cooled).sum(axis=1))).mean())

    return float(max(_TEMPERATURES, key=likely))
