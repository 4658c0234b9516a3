"""From features to one number: the probability that an article is the right one.

A conditional logit model: the articles and "nothing fits" compete, each article with a utility
that is a weighted sum of its features, less what it takes to be more than nothing. So the
probabilities of all articles and of "nothing fits" add up to 1. What a feature is worth depends on
how many example questions an article has: beside forty of them a likeness of 0.5 says little,
beside a title it says much.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.retrieval.features import FEATURE_COUNT, Features

Floats = NDArray[np.float64]

UNKNOWN_SHARE = 0.2  # of customers' questions that no article answers; assumed, see decision 0002
EXAMPLES = (0, 1, 3, 10, 20)  # example questions of an article that weights are known for
PRIOR_FILE = Path(__file__).with_name("prior.json")


@dataclass(frozen=True)
class Weights:
    """The weight of each feature and, last, the utility of "nothing fits" (out of scope).

    table: a row for each number of example questions in EXAMPLES [EXAMPLES, FEATURE_COUNT + 1]
    """

    table: Floats

    @classmethod
    def same(cls, classifier: float, dense: float, lexical: float, out_of_scope: float) -> Weights:
        """Return weights that are the same however many example questions there are."""
        return cls(np.tile([classifier, dense, lexical, out_of_scope], (len(EXAMPLES), 1)))

    def of(self, examples: NDArray[np.int64]) -> Floats:
        """Return the weights of articles with so many examples [articles, FEATURE_COUNT + 1].

        Between two known numbers they change with the logarithm, beyond the last they stay.
        """
        known, asked = np.log1p(EXAMPLES), np.log1p(examples)
        return np.column_stack([np.interp(asked, known, column) for column in self.table.T])

    def moved(self, by: Floats) -> Weights:
        """Return the weights with the same added to every row [FEATURE_COUNT + 1]."""
        return Weights(self.table + by)


# For a handful of articles, where the classifier always finds one of them likely.
FEW = Weights.same(classifier=2.0, dense=13.0, lexical=2.0, out_of_scope=6.5)


@cache
def prior() -> Weights:
    """Return what the shipped articles taught about articles (`make learn-prior`, decision 0028).

    The last row was fitted to examples that customers typed. People who write examples vary their
    words on purpose: where there are many, those alone would find the lexical feature useless.
    """
    table = json.loads(PRIOR_FILE.read_text(encoding="utf-8"))["weights"]
    return Weights(np.array([table[str(number)] for number in EXAMPLES], dtype=np.float64))


def probabilities(
    features: Features, weights: Floats, removed: NDArray[np.int64] | None = None
) -> Floats:
    """Return the probability of each article [questions, articles]; the rest is "nothing fits".

    weights: of each article [articles, FEATURE_COUNT + 1]
    removed: articles that do not compete
    """
    likely = with_out_of_scope(features, weights)
    if removed is not None and len(removed):
        likely[:, removed] = 0
        likely /= likely.sum(axis=1, keepdims=True)
    return likely[:, :-1]


def with_out_of_scope(features: Features, weights: Floats) -> Floats:
    """Return the probability of each article and, last, of "nothing fits" [questions, articles+1].

    weights: of each article [articles, FEATURE_COUNT + 1]
    """
    utilities = np.zeros((len(features), features.shape[1] + 1))
    own = np.einsum("qak,ak->qa", features, weights[:, :FEATURE_COUNT])
    utilities[:, :-1] = own - weights[:, FEATURE_COUNT]
    utilities -= utilities.max(axis=1, keepdims=True)
    likely = np.exp(utilities)
    total: Floats = likely / likely.sum(axis=1, keepdims=True)
    return total
