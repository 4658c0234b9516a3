"""The passages' vectors in FAISS, searched by inner product and gathered per article."""

from __future__ import annotations

import faiss
import numpy as np

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

    def similarities(self, questions: Vectors) -> Vectors:
        """Return the best inner product of each question with each article's passages.

        An article with no passage among the nearest gets the similarity of the last of them.
        """
        found, places = self._faiss.search(
            np.ascontiguousarray(questions), min(NEAREST, len(self.owners))
        )
        best: Vectors = np.repeat(found[:, -1:], self.owners.articles, axis=1)
        rows = np.arange(len(questions))[:, None]
        np.maximum.at(best, (rows, self.owners.numbers[places]), found)
        return best
