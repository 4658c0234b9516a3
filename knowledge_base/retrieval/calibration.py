"""Fitting the ranker's weights, from the articles' own example questions.

Nobody has to label anything: example questions are held out in turn and asked, and so are all
questions of whole articles that are taken away, for which "nothing fits" is the right answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from knowledge_base.retrieval.features import FeatureExtractor, Features
from knowledge_base.retrieval.passage_table import PassageTable
from knowledge_base.retrieval.ranker import (
    FEW,
    UNKNOWN_SHARE,
    Floats,
    Weights,
    prior,
    with_out_of_scope,
)

ROUNDS = 5
ENOUGH = 5_000  # questions; more would hardly move four weights
MAX_NUMBERS = 10_000_000  # questions times articles: of many articles a sample is asked
MIN_ARTICLES = 8  # with fewer, taking one away leaves too little to train on

HOLD = 30.0  # how strongly weights are held near those we start from, see decision 0002


@dataclass(frozen=True)
class Asked:
    """Questions whose right article is known.

    features: float32 [questions, articles, FEATURE_COUNT]
    right: the number of each question's article; that of articles stands for "nothing fits"
    examples: how many example questions each article had to be found by
    """

    features: Features
    right: NDArray[np.int64]
    examples: NDArray[np.int64]


def calibrate(table: PassageTable, train: Callable[[PassageTable], FeatureExtractor]) -> Weights:
    """Return the weights that fit these passages; deterministic. Trains a few times.

    Without example questions there is nothing to ask, and the prior stays as it is.
    """
    if len(table.article_ids.known) < MIN_ARTICLES:
        return FEW
    enough = min(ENOUGH, MAX_NUMBERS // table.article_ids.articles)
    asked: list[Asked] = []
    for number in range(ROUNDS):
        if sum(len(each.right) for each in asked) < enough:
            held_out = _round(table, number, train, enough)
            asked += [] if held_out is None else [held_out]
    return fit_weights(asked, prior()) if asked else prior()


def fit_weights(asked: Sequence[Asked], start: Weights, hold: float = HOLD) -> Weights:
    """Move the weights so that they fit questions whose right article is known."""
    starts = [start.of(each.examples) for each in asked]
    is_unknown = [each.right == each.features.shape[1] for each in asked]
    shares = np.split(
        _shares(np.concatenate(is_unknown)), np.cumsum([len(each) for each in is_unknown])[:-1]
    )
    questions = sum(len(each) for each in is_unknown)

    def loss(by: Floats) -> tuple[float, Floats]:
        missed, slope = hold * float(by @ by), 2 * hold * by
        for each, usual, share in zip(asked, starts, shares, strict=True):
            likely = with_out_of_scope(each.features, usual + by)
            rows, counts = np.arange(len(each.right)), share * questions
            pull = likely * counts[:, None]
            pull[rows, each.right] -= counts
            missed -= float(counts @ np.log(likely[rows, each.right] + 1e-12))
            slope[:-1] += np.einsum("qa,qak->k", pull[:, :-1], each.features)
            slope[-1] += pull[:, -1].sum()
        return missed, slope

    away = np.zeros(start.table.shape[1])
    found = minimize(loss, away, jac=True, method="L-BFGS-B", options={"maxiter": 100})
    return start.moved(np.asarray(found.x, dtype=np.float64))


def _round(
    table: PassageTable, number: int, train: Callable[[PassageTable], FeatureExtractor], most: int
) -> Asked | None:
    """Take a fifth of the articles and a fifth of the others' questions away, and ask them.

    most: questions that are asked in fact, in equal steps, once there are twice as many
    """
    is_removed = table.article_ids.numbers % ROUNDS == number
    has_spare = (
        table.article_ids.counts[table.article_ids.numbers] > 1
    )  # keeps something for its article
    is_held_out = (table.example_numbers % ROUNDS == number) & has_spare
    is_asked = (table.example_numbers >= 0) & (is_removed | is_held_out)
    if not is_asked.any():
        return None
    known = table.only(~is_removed & ~is_asked)
    extractor = train(known)
    positions = np.flatnonzero(is_asked)
    is_asked = np.isin(np.arange(len(is_asked)), positions[:: max(1, len(positions) // most)])
    questions = table.only(is_asked)
    right = np.where(
        is_removed[is_asked], table.article_ids.articles, questions.article_ids.numbers
    )
    features = extractor.features(questions.vectors, questions.ngrams)
    return Asked(features, right, known.examples)


def _shares(is_unknown: NDArray[np.bool_]) -> Floats:
    """Each question's weight, so that unknown ones have their assumed share; sums to 1."""
    unknown = int(is_unknown.sum())
    if unknown in (0, len(is_unknown)):
        return np.full(len(is_unknown), 1 / len(is_unknown))
    known = len(is_unknown) - unknown
    return np.where(is_unknown, UNKNOWN_SHARE / unknown, (1 - UNKNOWN_SHARE) / known)
