"""Likeness of spelling: catches names, misspellings and rare words that vectors blur."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from knowledge_base.encoder import Vectors


class Spelling:
    """Compares runs of two to four characters, rare ones counting more."""

    def __init__(self, texts: Sequence[str], owners: NDArray[np.int64], articles: int) -> None:
        """`owners` says which article each text belongs to; all texts of one stand together."""
        self._vectorizer = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, dtype=np.float32
        )
        self._texts = self._vectorizer.fit_transform(texts).T.tocsr()
        self._known, self._starts = np.unique(owners, return_index=True)
        self._articles = articles

    def similarities(self, questions: Sequence[str]) -> Vectors:
        """Return the best likeness (0 to 1) of each question with each article's texts."""
        found = (self._vectorizer.transform(questions) @ self._texts).toarray()
        best = np.zeros((len(questions), self._articles), dtype=np.float32)
        best[:, self._known] = np.maximum.reduceat(found, self._starts, axis=1)
        return best
