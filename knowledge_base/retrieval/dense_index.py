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

    def __init__(self, searched: Any, article_ids: PassageArticleIds) -> None:
        self._faiss, self.article_ids = searched, article_ids

    @classmethod
    def of(cls, vectors: Vectors, article_ids: PassageArticleIds) -> Index:
        """Index the passages' vectors; of many, each number is kept in 8 bits."""
        vectors = np.ascontiguousarray(vectors)
        searched: Any = faiss.IndexFlatIP(vectors.shape[1])
        if len(vectors) > MAX_IN_FULL:
            searched = faiss.IndexScalarQuantizer(
                vectors.shape[1], faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
            )
            searched.train(vectors)
        searched.add(vectors)
        return cls(searched, article_ids)

    @classmethod
    def load(cls, content: NDArray[np.uint8], article_ids: PassageArticleIds) -> Index:
        """Make the index that was dumped; raises ValueError if it is none."""
        try:
            return cls(faiss.deserialize_index(content), article_ids)
        except RuntimeError as error:
            raise ValueError(str(error)) from None

    def dump(self) -> NDArray[np.uint8]:
        content: NDArray[np.uint8] = faiss.serialize_index(self._faiss)
        return content

    def vectors_at(self, positions: NDArray[np.int64]) -> Vectors:
        """Return some passages' vectors."""
        vectors: Vectors = self._faiss.reconstruct_batch(np.ascontiguousarray(positions))
        return vectors

    def nearest(self, questions: Vectors, most: int) -> tuple[Vectors, NDArray[np.int64]]:
        """Return each question's nearest passages: their inner products and positions."""
        found, positions = self._faiss.search(
            np.ascontiguousarray(questions), min(most, len(self.article_ids))
        )
        return found, positions

    def similarities(self, questions: Vectors) -> Vectors:
        """Return the best inner product of each question with each article's passages.

        An article with no passage among the nearest gets the similarity of the last of them.
        """
        if not len(self.article_ids):
            return np.zeros((len(questions), self.article_ids.articles), dtype=np.float32)
        found, positions = self.nearest(questions, NEAREST)
        best: Vectors = np.repeat(found[:, -1:], self.article_ids.articles, axis=1)
        rows = np.arange(len(questions))[:, None]
        np.maximum.at(best, (rows, self.article_ids.numbers[positions]), found)
        return best
