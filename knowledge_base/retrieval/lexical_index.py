"""Likeness of spelling: catches names, misspellings and rare words that vectors blur."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.encoding import Vectors
from knowledge_base.retrieval.article_ids import Owners
from knowledge_base.retrieval.char_ngrams import RunCounts

MOST_TEXTS = 10_000  # a run that more have tells next to nothing, and would take most of the time

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Spelling:
    """Compares runs of characters, rare ones counting more.

    The cosine of tf-idf weights, by an index from each run to the texts that have it: a question
    costs only as much as texts share its runs.

    starts: where each run's entries begin, and at the end how many there are
    texts, weights: the texts that have the run, and its weight in them
    """

    starts: NDArray[np.int64]
    texts: NDArray[np.int32]
    weights: Vectors
    owners: Owners

    @classmethod
    def of(cls, known: RunCounts, rarity: Vectors, owners: Owners) -> Spelling:
        """Index the texts that `known` counts, by the runs that tell anything."""
        telling = np.flatnonzero(rarity[known.runs] > 0)
        order = telling[np.argsort(known.runs[telling], kind="stable")]
        frequency = np.bincount(known.runs[telling], minlength=len(rarity))
        return cls(
            starts=np.concatenate([[0], np.cumsum(frequency)]),
            texts=known.texts()[order].astype(np.int32),
            weights=weigh(known, rarity)[order],
            owners=owners,
        )

    def similarities(self, questions: RunCounts, weights: Vectors) -> Vectors:
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
        places = [slice(*each) for each in zip(starts.tolist(), ends.tolist(), strict=True)]
        if not places:
            return np.zeros(len(self.owners))
        shares = np.concatenate([self.weights[each] for each in places])
        shares *= np.repeat(weights, ends - starts)
        texts = np.concatenate([self.texts[each] for each in places])
        likeness: Floats = np.bincount(texts, shares, len(self.owners))  # type: ignore[assignment]
        return likeness


def rarity_of(known: RunCounts, vocabulary: int, others: int = 0) -> Vectors:
    """Return each run's inverse document frequency; 0 for runs that no text has, or too many.

    others: how many texts there are besides that have none of them
    """
    frequency = np.bincount(known.runs, minlength=vocabulary)
    rarity = np.log((1 + len(known) + others) / (1 + frequency)) + 1
    return np.where((frequency > 0) & (frequency <= MOST_TEXTS), rarity, 0).astype(np.float32)


def weigh(counts: RunCounts, rarity: Vectors) -> Vectors:
    """Return each entry's weight; the squares of a text's weights add up to 1."""
    raw = (1 + np.log(counts.times)) * rarity[counts.runs]
    texts = counts.texts()
    length = np.sqrt(np.bincount(texts, weights=raw * raw, minlength=len(counts)))[texts]
    return np.divide(raw, length, out=np.zeros_like(raw), where=length > 0).astype(np.float32)
