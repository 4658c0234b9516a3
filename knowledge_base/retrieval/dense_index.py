"""The passages' vectors in FAISS, searched by inner product and gathered per article."""

from __future__ import annotations

from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors
from knowledge_base.retrieval.article_ids import PassageArticleIds

# Beyond, 8 bits take half the time and a quarter of the memory, and find the same (decision 0008).
MAX_IN_FULL = 30_000
NEAREST = 512  # passages looked at for one question; an article beyond them is far away


class Index:
    """How alike a question and each article's nearest passage are."""

    def __init__(self, searched: Any, owners: PassageArticleIds) -> None:
        self._faiss, self.owners = searched, owners

    @classmethod
    def of(cls, vectors: Vectors, owners: PassageArticleIds) -> Index:
        """Index the passages' vectors; of many, each number is kept in 8 bits."""
        vectors = np.ascontiguousarray(vectors)
        searched: Any = faiss.IndexFlatIP(vectors.shape[1])
        if len(vectors) > MAX_IN_FULL:
            searched = faiss.IndexScalarQuantizer(
                vectors.shape[1], faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
            )
            searched.train(vectors)
        searched.add(vectors)
        return cls(searched, owners)

    @classmethod
    def load(cls, content: NDArray[np.uint8], owners: PassageArticleIds) -> Index:
        """Make the index that was dumped; raises ValueError if it is none."""
        try:
            return cls(faiss.deserialize_index(content), owners)
        except RuntimeError as error:
            raise ValueError(str(error)) from None

    def dump(self) -> NDArray[np.uint8]:
        content: NDArray[np.uint8] = faiss.serialize_index(self._faiss)
        return content

    def vectors_at(self, paths: NDArray[np.int64]) -> Vectors:
        """Return some passages' vectors."""
        vectors: Vectors = self._faiss.reconstruct_batch(np.ascontiguousarray(paths))
        return vectors

    def nearest(self, questions: Vectors, most: int) -> tuple[Vectors, NDArray[np.int64]]:
        """Return each question's nearest passages: their inner products and places."""
        found, paths = self._faiss.search(
            np.ascontiguousarray(questions), min(most, len(self.owners))
        )
        return found, paths

    def similarities(self, questions: Vectors) -> Vectors:
        """Return the best inner product of each question with each article's passages.

        An article with no passage among the nearest gets the similarity of the last of them.
        """
        if not len(self.owners):
            return np.zeros((len(questions), self.owners.articles), dtype=np.float32)
        found, paths = self.nearest(questions, NEAREST)
        best: Vectors = np.repeat(found[:, -1:], self.owners.articles, axis=1)
        rows = np.arange(len(questions))[:, None]
        np.maximum.at(best, (rows, self.owners.numbers[paths]), found)
        return best
