"""What speaks for each article, as numbers: learnt from passages, asked for questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.articles import Article
from knowledge_base.encoder import Encoder, Vectors
from knowledge_base.head import Head
from knowledge_base.index import Index
from knowledge_base.passages import Part, passages_of
from knowledge_base.spelling import Spelling

KINDS = 3  # log probability of the head, similarity of meaning, similarity of spelling
_AT_ONCE = 256  # questions; keeps the spelling comparison of a whole file within memory

Evidence = NDArray[np.float32]  # [questions, articles, KINDS]


@dataclass(frozen=True)
class PassageTable:
    """Passages with their vectors, ordered by article.

    owners: each passage's article, as its number below `articles`
    turns: which of its article's example questions it is, counted from 0; -1 for other passages
    """

    texts: tuple[str, ...]
    vectors: Vectors
    owners: NDArray[np.int64]
    turns: NDArray[np.int64]
    articles: int

    def only(self, kept: NDArray[np.bool_]) -> PassageTable:
        """Return the table with the marked passages alone; the articles keep their numbers."""
        texts = tuple(text for text, keep in zip(self.texts, kept, strict=True) if keep)
        return PassageTable(
            texts, self.vectors[kept], self.owners[kept], self.turns[kept], self.articles
        )


def encode_passages(articles: Sequence[Article], encoder: Encoder) -> PassageTable:
    """Encode all passages of the articles."""
    passages = passages_of(articles)
    texts = tuple(passage.text for passage in passages)
    turns, counted = [], [0] * len(articles)
    for passage in passages:
        is_question = passage.part is Part.QUESTION
        turns.append(counted[passage.article] if is_question else -1)
        counted[passage.article] += is_question
    return PassageTable(
        texts=texts,
        vectors=encoder.encode(texts),
        owners=np.array([passage.article for passage in passages], dtype=np.int64),
        turns=np.array(turns, dtype=np.int64),
        articles=len(articles),
    )


class Witnesses:
    """Head, index and spelling, learnt from the same passages; there must be at least one."""

    def __init__(self, table: PassageTable) -> None:
        self._head = Head(table.vectors, table.owners, table.articles)
        self._index = Index(table.vectors, table.owners, table.articles)
        self._spelling = Spelling(table.texts, table.owners, table.articles)

    def evidence(self, questions: Sequence[str], vectors: Vectors) -> Evidence:
        """Return what speaks for each article as the answer to each question."""
        parts = [
            self._some(questions[start : start + _AT_ONCE], vectors[start : start + _AT_ONCE])
            for start in range(0, len(questions), _AT_ONCE)
        ]
        return np.concatenate(parts)

    def _some(self, questions: Sequence[str], vectors: Vectors) -> Evidence:
        return np.stack(
            [
                self._head.log_probabilities(vectors),
                self._index.similarities(vectors),
                self._spelling.similarities(questions),
            ],
            axis=2,
        )
