"""What was learnt from articles: all that answering needs, and nothing that learning needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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
    """What was learnt from the passages; there is at least one.

    gone: the numbers of articles that are not to be found any more
    grafted: the passages of the top layer, if that was grafted on
    """

    vocabulary: Vocabulary
    witnesses: FeatureExtractor
    weights: Weights
    gone: NDArray[np.int64] = field(default_factory=_none)
    grafted: PassageTable | None = None

    @property
    def articles(self) -> int:
        """How many numbers there are, those of gone articles included."""
        return self.witnesses.head.articles

    @property
    def passages(self) -> int:
        """How many passages can be found."""
        counts = [layer.index.owners.counts for layer in self.witnesses.layers]
        return int(np.delete(np.concatenate(counts), self.gone).sum())

    def probabilities(self, questions: Sequence[str], vectors: Vectors) -> Floats:
        """Return how likely each article is the right one [questions, articles]."""
        evidence = self.witnesses.evidence(vectors, self.vocabulary.count(questions))
        return probabilities(evidence, self.weights, self.gone)
