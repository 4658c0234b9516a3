"""A fitted retrieval model: all that serving needs, and nothing that only training needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors
from knowledge_base.retrieval.char_ngrams import Vocabulary
from knowledge_base.retrieval.features import FeatureExtractor
from knowledge_base.retrieval.passage_table import PassageTable
from knowledge_base.retrieval.ranker import Floats, Weights, probabilities


def _none() -> NDArray[np.int64]:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class RetrievalModel:
    """Vocabulary, features and weights fitted to at least one passage.

    examples: how many example questions each article has; int64 [articles]
    removed: numbers of articles that are not to be found any more; int64
    updates: the passages of the last segment, if it came by an incremental update
    """

    vocabulary: Vocabulary
    extractor: FeatureExtractor
    weights: Weights
    examples: NDArray[np.int64]
    removed: NDArray[np.int64] = field(default_factory=_none)
    updates: PassageTable | None = None

    @property
    def articles(self) -> int:
        """How many numbers there are, those of removed articles included."""
        return self.extractor.classifier.articles

    @property
    def passages(self) -> int:
        """How many passages can be found."""
        counts = [segment.index.article_ids.counts for segment in self.extractor.segments]
        return int(np.delete(np.concatenate(counts), self.removed).sum())

    def probabilities(self, questions: Sequence[str], vectors: Vectors) -> Floats:
        """Return how likely each article is the right one; float64 [queries, articles]."""
        features = self.extractor.features(vectors, self.vocabulary.count(questions))
        return probabilities(features, self._article_weights, self.removed)

    @cached_property
    def _article_weights(self) -> Floats:
        return self.weights.of(self.examples)
