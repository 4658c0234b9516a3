"""Tf-idf cosine over character n-grams: names, misspellings and rare words that vectors blur.

Our own, because what serves must not load scikit-learn: the weights equal those of
`TfidfTransformer(sublinear_tf=True)` over the n-gram counts, but for MAX_TEXTS.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors
from knowledge_base.retrieval.article_ids import PassageArticleIds
from knowledge_base.retrieval.char_ngrams import NgramCounts

MAX_TEXTS = 10_000  # an n-gram that more have is left out: it tells little and costs most

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LexicalIndex:
    """An inverted index from each n-gram to the texts that have it.

    A query costs only as much as texts share its n-grams.

    starts: where each n-gram's entries begin, and at the end how many there are
    texts, weights: the texts that have the n-gram, and its weight in them
    """

    starts: NDArray[np.int64]
    texts: NDArray[np.int32]
    weights: Vectors
    article_ids: PassageArticleIds

    @classmethod
    def of(cls, known: NgramCounts, idf: Vectors, article_ids: PassageArticleIds) -> LexicalIndex:
        """Index the texts that `known` counts, by the n-grams whose idf is above 0."""
        informative = np.flatnonzero(idf[known.ngrams] > 0)
        order = informative[np.argsort(known.ngrams[informative], kind="stable")]
        frequency = np.bincount(known.ngrams[informative], minlength=len(idf))
        return cls(
            starts=np.concatenate([[0], np.cumsum(frequency)]),
            texts=known.texts()[order].astype(np.int32),
            weights=weigh(known, idf)[order],
            article_ids=article_ids,
        )

    def similarities(self, questions: NgramCounts, weights: Vectors) -> Vectors:
        """Return the best cosine (0 to 1) of each query with each article's texts.

        weights: of the queries' entries; n-grams newer than these texts count nothing here
        """
        best = np.zeros((len(questions), self.article_ids.articles), dtype=np.float32)
        for number in range(len(questions)):
            entries = questions.entries(number)
            ngrams = questions.ngrams[entries]
            is_here = ngrams < len(self.starts) - 1
            likeness = self._likeness(ngrams[is_here], weights[entries][is_here])
            best[number] = self.article_ids.best(likeness, 0)
        return best

    def _likeness(self, ngrams: NDArray[np.int32], weights: Vectors) -> Floats:
        """Return one query's cosine with each text."""
        starts, ends = self.starts[ngrams], self.starts[ngrams + 1]
        positions = [slice(*each) for each in zip(starts.tolist(), ends.tolist(), strict=True)]
        if not positions:
            return np.zeros(len(self.article_ids))
        shares = np.concatenate([self.weights[each] for each in positions])
        shares *= np.repeat(weights, ends - starts)
        texts = np.concatenate([self.texts[each] for each in positions])
        likeness: Floats = np.bincount(texts, shares, len(self.article_ids))  # type: ignore[assignment]
        return likeness


def idf_of(known: NgramCounts, vocabulary: int, others: int = 0) -> Vectors:
    """Return each n-gram's inverse document frequency; 0 where no text has it, or too many.

    others: how many texts there are besides that have none of them
    """
    frequency = np.bincount(known.ngrams, minlength=vocabulary)
    idf = np.log((1 + len(known) + others) / (1 + frequency)) + 1
    return np.where((frequency > 0) & (frequency <= MAX_TEXTS), idf, 0).astype(np.float32)


def weigh(counts: NgramCounts, idf: Vectors) -> Vectors:
    """Return each entry's weight; the squares of a text's weights add up to 1."""
    raw = (1 + np.log(counts.times)) * idf[counts.ngrams]
    texts = counts.texts()
    length = np.sqrt(np.bincount(texts, weights=raw * raw, minlength=len(counts)))[texts]
    return np.divide(raw, length, out=np.zeros_like(raw), where=length > 0).astype(np.float32)
