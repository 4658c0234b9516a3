"""Likeness of spelling: catches names, misspellings and rare words that vectors blur."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from knowledge_base.encoder import Vectors


class Runs:
    """Counts the runs of two to four characters in texts, as far as the known texts have them.

    known: the counts of the known texts [texts, runs]
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._counter = CountVectorizer(analyzer="char_wb", ngram_range=(2, 4), dtype=np.float32)
        self.known: csr_matrix = self._counter.fit_transform(texts)

    def count(self, questions: Sequence[str]) -> csr_matrix:
        """Return the counts of the questions [questions, runs]."""
        return self._counter.transform(questions)


class Spelling:
    """Compares runs of characters, rare ones counting more."""

    def __init__(self, runs: csr_matrix, owners: NDArray[np.int64], articles: int) -> None:
        """`owners` says which article each text belongs to; all texts of one stand together."""
        self._weighing = TfidfTransformer(sublinear_tf=True).fit(runs)
        is_known = runs.getnnz(axis=0) > 0  # a part of the texts lacks some of all texts' runs
        self._weighing.idf_ = np.where(is_known, self._weighing.idf_, 0).astype(np.float32)
        self._texts = self._weighing.transform(runs).T.tocsr()
        self._known, self._starts = np.unique(owners, return_index=True)
        self._articles = articles

    def similarities(self, runs: csr_matrix) -> Vectors:
        """Return the best likeness (0 to 1) of each question with each article's texts."""
        found = (self._weighing.transform(runs) @ self._texts).toarray()
        best = np.zeros((runs.shape[0], self._articles), dtype=np.float32)
        best[:, self._known] = np.maximum.reduceat(found, self._starts, axis=1)
        return best
