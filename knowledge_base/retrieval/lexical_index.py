"""Likeness of spelling: catches names, misspellings and rare words that vectors blur."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors
from knowledge_base.retrieval.article_ids import PassageArticleIds
from knowledge_base.retrieval.char_ngrams import NgramCounts

MAX_TEXTS = 10_000  # a run that more have tells next to nothing, and would take most of the time

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LexicalIndex:
    """Compares runs of characters, rare ones counting more.

    The cosine of tf-idf weights, by an index from each run to the texts that have it: a question
    costs only as much as texts share its runs.

    starts: where each run's entries begin, and at the end how many there are
    texts, weights: the texts that have the run, and its weight in them
    """

    starts: NDArray[np.int64]
    texts: NDArray[np.int32]
    weights: Vectors
    owners: PassageArticleIds

    @classmethod
    def of(cls, known: NgramCounts, idf: Vectors, owners: PassageArticleIds) -> LexicalIndex:
        """Index the texts that `known` counts, by the runs that tell anything."""
        telling = np.flatnonzero(idf[known.runs] > 0)
        order = telling[np.argsort(known.runs[telling], kind="stable")]
        frequency = np.bincount(known.runs[telling], minlength=len(idf))
        return cls(
            starts=np.concatenate([[0], np.cumsum(frequency)]),
            texts=known.texts()[order].astype(np.int32),
            weights=weigh(known, idf)[order],
            owners=owners,
        )

    def similarities(self, questions: NgramCounts, weights: Vectors) -> Vectors:
        """Return the best likeness (0 to 1) of each question with each article's texts.

        weights: of the questions' entries; runs that came up after these texts say nothing here
        """
        best = np.zeros((len(questions), self.owners.articles), dtype=np.float32)
        for number in range(len(questions)):
            entries = questions.entries(number)
            runs = questions.runs[entries]
            is_here = runs < len(self.starts) - 1
            likeness = self._likeness(runs[is_here], weights[entries][is_here])
            best[number] = self.owners.best(likeness, 0)
        return best

    def _likeness(self, runs: NDArray[np.int32], weights: Vectors) -> Floats:
        """Return one question's likeness with each text."""
        starts, ends = self.starts[runs], self.starts[runs + 1]
        paths = [slice(*each) for each in zip(starts.tolist(), ends.tolist(), strict=True)]
        if not paths:
            return np.zeros(len(self.owners))
        shares = np.concatenate([self.weights[each] for each in paths])
        shares *= np.repeat(weights, ends - starts)
        texts = np.concatenate([self.texts[each] for each in paths])
        likeness: Floats = np.bincount(texts, shares, len(self.owners))  # type: ignore[assignment]
        return likeness


def idf_of(known: NgramCounts, vocabulary: int, others: int = 0) -> Vectors:
    """Return each run's inverse document frequency; 0 for runs that no text has, or too many.

    others: how many texts there are besides that have none of them
    """
    frequency = np.bincount(known.runs, minlength=vocabulary)
    idf = np.log((1 + len(known) + others) / (1 + frequency)) + 1
    return np.where((frequency > 0) & (frequency <= MAX_TEXTS), idf, 0).astype(np.float32)


def weigh(counts: NgramCounts, idf: Vectors) -> Vectors:
    """Return each entry's weight; the squares of a text's weights add up to 1."""
    raw = (1 + np.log(counts.times)) * idf[counts.runs]
    texts = counts.texts()
    length = np.sqrt(np.bincount(texts, weights=raw * raw, minlength=len(counts)))[texts]
    return np.divide(raw, length, out=np.zeros_like(raw), where=length > 0).astype(np.float32)
