"""From evidence to one number: the probability that an article is the right one.

A conditional logit model: the articles and "nothing fits" compete, each with a utility that is a
weighted sum of its evidence, and "nothing fits" with a constant one. So the probabilities of all
articles and of "nothing fits" add up to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.retrieval.features import KINDS, Evidence

Floats = NDArray[np.float64]

UNKNOWN_SHARE = 0.2  # of customers' questions that no article answers; assumed, see decision 0002


@dataclass(frozen=True)
class Weights:
    """What each kind of evidence counts, and the utility of "nothing fits"."""

    head: float
    meaning: float
    spelling: float
    nothing: float

    def as_array(self) -> Floats:
        return np.array([self.head, self.meaning, self.spelling, self.nothing])


# Fitted to examples that customers typed. People who write examples vary their words on purpose,
# so fitting to those alone would find that spelling tells nothing.
USUAL = Weights(head=1.4, meaning=6.7, spelling=2.5, nothing=3.2)
# For a handful of articles, where the head always finds one of them likely.
FEW = Weights(head=2.0, meaning=13.0, spelling=2.0, nothing=6.5)


def probabilities(
    evidence: Evidence, weights: Weights, gone: NDArray[np.int64] | None = None
) -> Floats:
    """Return the probability of each article [questions, articles]; the rest is "nothing fits".

    gone: articles that do not compete
    """
    likely = with_nothing(evidence, weights.as_array())
    if gone is not None and len(gone):
        likely[:, gone] = 0
        likely /= likely.sum(axis=1, keepdims=True)
    return likely[:, :-1]


def with_nothing(evidence: Evidence, values: Floats) -> Floats:
    """Return the probability of each article and, last, of "nothing fits" [questions, articles+1].

    values: the weights as an array
    """
    utilities = np.full((len(evidence), evidence.shape[1] + 1), values[KINDS])
    utilities[:, :-1] = evidence @ values[:KINDS]
    utilities -= utilities.max(axis=1, keepdims=True)
    likely = np.exp(utilities)
    total: Floats = likely / likely.sum(axis=1, keepdims=True)
    return total
