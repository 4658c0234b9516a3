"""From features to one number: the probability that an article is the right one.

A conditional logit model: the articles and "nothing fits" compete, each with a utility that is a
weighted sum of its features, and "nothing fits" with a constant one. So the probabilities of all
articles and of "nothing fits" add up to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge_base.retrieval.features import FEATURE_COUNT, Features

Floats = NDArray[np.float64]

UNKNOWN_SHARE = 0.2  # of customers' questions that no article answers; assumed, see decision 0002


@dataclass(frozen=True)
class Weights:
    """The weight of each feature, and the utility of "nothing fits" (out of scope)."""

    classifier: float
    dense: float
    lexical: float
    out_of_scope: float

    def as_array(self) -> Floats:
        return np.array([self.classifier, self.dense, self.lexical, self.out_of_scope])


# Fitted to examples that customers typed. People who write examples vary their words on purpose,
# so fitting to those alone would find the lexical feature useless.
USUAL = Weights(classifier=1.4, dense=6.7, lexical=2.5, out_of_scope=3.2)
# For a handful of articles, where the classifier always finds one of them likely.
FEW = Weights(classifier=2.0, dense=13.0, lexical=2.0, out_of_scope=6.5)


def probabilities(
    features: Features, weights: Weights, removed: NDArray[np.int64] | None = None
) -> Floats:
    """Return the probability of each article [questions, articles]; the rest is "nothing fits".

    removed: articles that do not compete
    """
    likely = with_out_of_scope(features, weights.as_array())
    if removed is not None and len(removed):
        likely[:, removed] = 0
        likely /= likely.sum(axis=1, keepdims=True)
    return likely[:, :-1]


def with_out_of_scope(features: Features, values: Floats) -> Floats:
    """Return the probability of each article and, last, of "nothing fits" [questions, articles+1].

    values: the weights as an array
    """
    utilities = np.full((len(features), features.shape[1] + 1), values[FEATURE_COUNT])
    utilities[:, :-1] = features @ values[:FEATURE_COUNT]
    utilities -= utilities.max(axis=1, keepdims=True)
    likely = np.exp(utilities)
    total: Floats = likely / likely.sum(axis=1, keepdims=True)
    return total
