"""What speaks for each article as the answer to a question, as numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors
from knowledge_base.retrieval.char_ngrams import NgramCounts
from knowledge_base.retrieval.classifier import SoftmaxClassifier
from knowledge_base.retrieval.dense_index import Index
from knowledge_base.retrieval.lexical_index import LexicalIndex, weigh

KINDS = 3  # log probability of the head, similarity of meaning, similarity of spelling

Evidence = NDArray[np.float32]  # [questions, articles, KINDS]


@dataclass(frozen=True)
class IndexSegment:
    """Index and spelling of the same passages."""

    index: Index
    spelling: LexicalIndex

    @property
    def articles(self) -> int:
        return self.index.owners.articles

    @property
    def passages(self) -> int:
        return len(self.index.owners)


@dataclass(frozen=True)
class FeatureExtractor:
    """A head of all articles, and layer upon layer of their passages.

    An article stands in one layer. It is numbered on from the layers below; each layer counts its
    own articles from 0.

    rarity: how much each run of characters tells
    """

    head: SoftmaxClassifier
    idf: Vectors
    layers: tuple[IndexSegment, ...]

    def evidence(self, vectors: Vectors, runs: NgramCounts) -> Evidence:
        """Return what speaks for each article as the answer to each question."""
        weights = weigh(runs, self.idf)
        meaning = np.hstack([layer.index.similarities(vectors) for layer in self.layers])
        spelling = np.hstack([layer.spelling.similarities(runs, weights) for layer in self.layers])
        return np.stack([self.head.log_probabilities(vectors, meaning), meaning, spelling], axis=2)
