"""What speaks for each article as the answer to a question, as numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoder import Vectors
from knowledge_base.head import Head
from knowledge_base.index import Index
from knowledge_base.runs import RunCounts
from knowledge_base.spelling import Spelling

KINDS = 3  # log probability of the head, similarity of meaning, similarity of spelling

Evidence = NDArray[np.float32]  # [questions, articles, KINDS]


@dataclass(frozen=True)
class Witnesses:
    """Head, index and spelling of the same passages; there is at least one."""

    head: Head
    index: Index
    spelling: Spelling

    def evidence(self, vectors: Vectors, runs: RunCounts) -> Evidence:
        """Return what speaks for each article as the answer to each question."""
        return np.stack(
            [
                self.head.log_probabilities(vectors),
                self.index.similarities(vectors),
                self.spelling.similarities(runs),
            ],
            axis=2,
        )
