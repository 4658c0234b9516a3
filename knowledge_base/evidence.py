"""What speaks for each article, as numbers: learnt from passages, asked for questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from knowledge_base.encoder import Vectors
from knowledge_base.head import Head
from knowledge_base.index import Index
from knowledge_base.passages import Part, Passage
from knowledge_base.spelling import Spelling

KINDS = 3  # log probability of the head, similarity of meaning, similarity of spelling
_AT_ONCE = 256  # questions; keeps the spelling comparison of a whole file within memory

Evidence = NDArray[np.float32]  # [questions, articles, KINDS]


@dataclass(frozen=True)
class PassageTable:
    """Passages as the witnesses hear them, ordered by article.

    runs: how often each run of characters stands in each passage
    owners: each passage's article, as its number below `articles`
    turns: which of its article's example questions it is, counted from 0; -1 for other passages
    """

    vectors: Vectors
    runs: csr_matrix
    owners: NDArray[np.int64]
    turns: NDArray[np.int64]
    articles: int

    def only(self, kept: NDArray[np.bool_]) -> PassageTable:
        """Return the table with the marked passages alone; the articles keep their numbers."""
        return PassageTable(
            self.vectors[kept],
            self.runs[kept],
            self.owners[kept],
            self.turns[kept],
            self.articles,
        )


def tabulate(
    passages: Sequence[Passage], vectors: Vectors, runs: csr_matrix, articles: int
) -> PassageTable:
    """Put passages, their vectors and their runs together."""
    turns, counted = [], [0] * articles
    for passage in passages:
        is_question = passage.part is Part.QUESTION
        turns.append(counted[passage.article] if is_question else -1)
        counted[passage.article] += is_question
    owners = np.array([passage.article for passage in passages], dtype=np.int64)
    return PassageTable(vectors, runs, owners, np.array(turns, dtype=np.int64), articles)


class Witnesses:
    """Head, index and spelling, learnt from the same passages; there must be at least one."""

    def __init__(self, table: PassageTable) -> None:
        self._head = Head(table.vectors, table.owners, table.articles)
        self._index = Index(table.vectors, table.owners, table.articles)
        self._spelling = Spelling(table.runs, table.owners, table.articles)

    def evidence(self, vectors: Vectors, runs: csr_matrix) -> Evidence:
        """Return what speaks for each article as the answer to each question."""
        parts = [
            self._some(vectors[start : start + _AT_ONCE], runs[start : start + _AT_ONCE])
            for start in range(0, len(vectors), _AT_ONCE)
        ]
        return np.concatenate(parts)

    def _some(self, vectors: Vectors, runs: csr_matrix) -> Evidence:
        return np.stack(
            [
                self._head.log_probabilities(vectors),
                self._index.similarities(vectors),
                self._spelling.similarities(runs),
            ],
            axis=2,
        )
