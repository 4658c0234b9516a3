"""Fitting the ranker's weights, from the articles' own example questions.

Nobody has to label anything: example questions are held out in turn and asked, and so are all
questions of whole articles that are taken away, for which "nothing fits" is the right answer.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from knowledge_base.retrieval.features import FeatureExtractor, Features
from knowledge_base.retrieval.passage_table import PassageTable
from knowledge_base.retrieval.ranker import (
    FEW,
    UNKNOWN_SHARE,
    USUAL,
    Floats,
    Weights,
    with_out_of_scope,
)

ROUNDS = 5
ENOUGH = 5_000  # questions; more would hardly move four weights
MAX_NUMBERS = 10_000_000  # questions times articles: of many articles a sample is asked
MIN_ARTICLES = 8  # with fewer, taking one away leaves too little to train on

_HOLD = 30.0  # how strongly weights are held near those we start from, see decision 0002


def calibrate(table: PassageTable, train: Callable[[PassageTable], FeatureExtractor]) -> Weights:
    """Return the weights that fit these passages; deterministic. Trains a few times."""
    if len(table.article_ids.known) < MIN_ARTICLES:
        return FEW
    enough = min(ENOUGH, MAX_NUMBERS // table.article_ids.articles)
    asked: list[tuple[Features, NDArray[np.int64]]] = []
    for number in range(ROUNDS):
        if sum(len(right) for _, right in asked) < enough:
            asked.append(_round(table, number, train, enough))
    features = np.concatenate([features for features, _ in asked])
    right = np.concatenate([right for _, right in asked])
    return fit_weights(features, right, USUAL)


def fit_weights(features: Features, right: NDArray[np.int64], start: Weights) -> Weights:
    """Fit the weights to questions whose right article is known.

    right: the number of each question's article; the number of articles stands for "nothing fits"
    """
    is_unknown = right == features.shape[1]
    counts = _shares(is_unknown) * len(right)
    origin = start.as_array()

    def loss(values: Floats) -> tuple[float, Floats]:
        likely = with_out_of_scope(features, values)
        rows = np.arange(len(right))
        pull = likely * counts[:, None]
        pull[rows, right] -= counts
        slope = np.append(np.einsum("qa,qak->k", pull[:, :-1], features), pull[:, -1].sum())
        missed = -float(counts @ np.log(likely[rows, right] + 1e-12))
        away = values - origin
        return missed + _HOLD * float(away @ away), slope + 2 * _HOLD * away

    found = minimize(loss, origin, jac=True, method="L-BFGS-B", options={"maxiter": 100})
    return Weights(*(float(value) for value in found.x))


def _round(
    table: PassageTable, number: int, train: Callable[[PassageTable], FeatureExtractor], most: int
) -> tuple[Features, NDArray[np.int64]]:
    """Take a fifth of the articles and a fifth of the others' questions away, and ask them.

    most: questions that are asked in fact, in equal steps, once there are twice as many
    """
    is_removed = table.article_ids.numbers % ROUNDS == number
    has_spare = (
        table.article_ids.counts[table.article_ids.numbers] > 1
    )  # keeps something for its article
    is_held_out = (table.example_numbers % ROUNDS == number) & has_spare
    is_asked = (table.example_numbers >= 0) & (is_removed | is_held_out)
    extractor = train(table.only(~is_removed & ~is_asked))
    positions = np.flatnonzero(is_asked)
    is_asked = np.isin(np.arange(len(is_asked)), positions[:: max(1, len(positions) // most)])
    questions = table.only(is_asked)
    right = np.where(
        is_removed[is_asked], table.article_ids.articles, questions.article_ids.numbers
    )
    return extractor.features(questions.vectors, questions.ngrams), right


def _shares(is_unknown: NDArray[np.bool_]) -> Floats:
    """Each question's weight, so that unknown ones have their assumed share; sums to 1."""
    unknown = int(is_unknown.sum())
    if unknown in (0, len(is_unknown)):
        return np.full(len(is_unknown), 1 / len(is_unknown))
    known = len(is_unknown) - unknown
    return np.where(is_unknown, UNKNOWN_SHARE / unknown, (1 - UNKNOWN_SHARE) / known)
