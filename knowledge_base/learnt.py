"""What was learnt from articles: all that answering needs, and nothing that learning needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge_base.confidence import Floats, Weights, probabilities
from knowledge_base.encoder import Vectors
from knowledge_base.evidence import Witnesses
from knowledge_base.runs import Vocabulary


@dataclass(frozen=True)
class Learnt:
    """What was learnt from the passages; there is at least one."""

    vocabulary: Vocabulary
    witnesses: Witnesses
    weights: Weights

    def probabilities(self, questions: Sequence[str], vectors: Vectors) -> Floats:
        """Return how likely each article is the right one [questions, articles]."""
        evidence = self.witnesses.evidence(vectors, self.vocabulary.count(questions))
        return probabilities(evidence, self.weights)
