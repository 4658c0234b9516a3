"""The passages' vectors in FAISS, searched by inner product and gathered per article."""

from __future__ import annotations

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoder import Vectors
from knowledge_base.owners import Owners

NEAREST = 512  # passages looked at for one question; an article beyond them is far away


class Index:
    """How alike a question and each article's nearest passage are."""

    def __init__(self, vectors: Vectors, owners: Owners) -> None:
        self.owners = owners
        self._faiss = faiss.IndexFlatIP(vectors.shape[1])
        self._faiss.add(np.ascontiguousarray(vectors))

    @property
    def vectors(self) -> Vectors:
        """The passages' vectors, copied."""
        vectors: Vectors = self._faiss.reconstruct_n(0, len(self.owners))
        return vectors

    def vectors_at(self, places: NDArray[np.int64]) -> Vectors:
        """Return some passages' vectors."""
        vectors: Vectors = self._faiss.reconstruct_batch(np.ascontiguousarray(places))
        return vectors

    def nearest(self, questions: Vectors, most: int) -> tuple[Vectors, NDArray[np.int64]]:
        """Return each question's nearest passages: their inner products and places."""
        found, places = self._faiss.search(
            np.ascontiguousarray(questions), min(most, len(self.owners))
        )
        return found, places

    def similarities(self, questions: Vectors) -> Vectors:
        """Return the best inner product of each question with each article's passages.

        An article with no passage among the nearest gets the similarity of the last of them.
        """
        if not len(self.owners):
            return np.zeros((len(questions), self.owners.articles), dtype=np.float32)
        found, places = self.nearest(questions, NEAREST)
        best: Vectors = np.repeat(found[:, -1:], self.owners.articles, axis=1)
        rows = np.arange(len(questions))[:, None]
        np.maximum.at(best, (rows, self.owners.numbers[places]), found)
        return best
