"""The passages' vectors in FAISS, searched by inner product and gathered per article."""

from __future__ import annotations

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoder import Vectors

NEAREST = 512  # passages looked at for one question; an article beyond them is far away


class Index:
    """How alike a question and each article's nearest passage are."""

    def __init__(self, vectors: Vectors, owners: NDArray[np.int64], articles: int) -> None:
        """`owners` says which article each vector belongs to, as its number below `articles`."""
        self._owners, self._articles = owners, articles
        self._faiss = faiss.IndexFlatIP(vectors.shape[1])
        self._faiss.add(np.ascontiguousarray(vectors))

    def similarities(self, questions: Vectors) -> Vectors:
        """Return the best inner product of each question with each article's passages.

        An article with no passage among the nearest gets the similarity of the last of them.
        """
        found, places = self._faiss.search(
            np.ascontiguousarray(questions), min(NEAREST, len(self._owners))
        )
        best: Vectors = np.repeat(found[:, -1:], self._articles, axis=1)
        rows = np.arange(len(questions))[:, None]
        np.maximum.at(best, (rows, self._owners[places]), found)
        return best
