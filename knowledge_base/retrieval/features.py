"""Features of each (query, article) pair: what the ranker weighs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors
from knowledge_base.retrieval.char_ngrams import NgramCounts
from knowledge_base.retrieval.classifier import SoftmaxClassifier
from knowledge_base.retrieval.dense_index import Index
from knowledge_base.retrieval.lexical_index import LexicalIndex, weigh

FEATURE_COUNT = 3  # classifier log probability, dense cosine, character n-gram cosine

Features = NDArray[np.float32]  # [questions, articles, KINDS]


@dataclass(frozen=True)
class IndexSegment:
    """Dense and lexical index of the same passages."""

    index: Index
    lexical: LexicalIndex

    @property
    def articles(self) -> int:
        return self.index.article_ids.articles

    @property
    def passages(self) -> int:
        return len(self.index.article_ids)


@dataclass(frozen=True)
class FeatureExtractor:
    """The classifier over all articles, and the index segments that hold their passages.

    An article's passages stand in one segment. Articles are numbered across segments in their
    order; inside a segment they count from 0.

    idf: inverse document frequency of each n-gram; float32 [vocabulary]
    """

    classifier: SoftmaxClassifier
    idf: Vectors
    segments: tuple[IndexSegment, ...]

    def features(self, vectors: Vectors, ngrams: NgramCounts) -> Features:
        """Return the features; float32 [queries, articles, FEATURE_COUNT].

        vectors: unit vectors of the queries; float32 [queries, dimensions]
        """
        weights = weigh(ngrams, self.idf)
        dense = self.dense(vectors)
        lexical = np.hstack(
            [segment.lexical.similarities(ngrams, weights) for segment in self.segments]
        )
        return np.stack([self.classifier.log_probabilities(vectors, dense), dense, lexical], axis=2)

    def dense(self, vectors: Vectors) -> Vectors:
        """Return the inner product with each article's nearest passage [queries, articles]."""
        return np.hstack([segment.index.similarities(vectors) for segment in self.segments])
