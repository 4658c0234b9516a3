"""Learning how far evidence can be trusted, from the articles' own example questions.

Nobody has to label anything: example questions are held out in turn and asked, and so are all
questions of whole articles that are taken away, for which "nothing fits" is the right answer.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from knowledge_base.retrieval.features import Evidence, FeatureExtractor
from knowledge_base.retrieval.passage_table import PassageTable
from knowledge_base.retrieval.ranker import FEW, UNKNOWN_SHARE, USUAL, Floats, Weights, with_nothing

ROUNDS = 5
ENOUGH = 5_000  # questions; more would hardly move four weights
MAX_NUMBERS = 10_000_000  # questions times articles: of many articles a sample is asked
MIN_ARTICLES = 8  # with fewer, taking one away leaves too little to learn from

_HOLD = 30.0  # how strongly weights are held near those we start from, see decision 0002


def calibrate(table: PassageTable, learn: Callable[[PassageTable], FeatureExtractor]) -> Weights:
    """Return the weights that fit these passages; deterministic. Learns a few times."""
    if len(table.owners.known) < MIN_ARTICLES:
        return FEW
    enough = min(ENOUGH, MAX_NUMBERS // table.owners.articles)
    asked: list[tuple[Evidence, NDArray[np.int64]]] = []
    for number in range(ROUNDS):
        if sum(len(right) for _, right in asked) < enough:
            asked.append(_round(table, number, learn, enough))
    evidence = np.concatenate([evidence for evidence, _ in asked])
    right = np.concatenate([right for _, right in asked])
    return fit_weights(evidence, right, USUAL)


def fit_weights(evidence: Evidence, right: NDArray[np.int64], start: Weights) -> Weights:
    """Fit the weights to questions whose right article is known.

    right: the number of each question's article; the number of articles stands for "nothing fits"
    """
    is_unknown = right == evidence.shape[1]
    counts = _shares(is_unknown) * len(right)
    origin = start.as_array()

    def loss(values: Floats) -> tuple[float, Floats]:
        likely = with_nothing(evidence, values)
        rows = np.arange(len(right))
        pull = likely * counts[:, None]
        pull[rows, right] -= counts
        slope = np.append(np.einsum("qa,qak->k", pull[:, :-1], evidence), pull[:, -1].sum())
        missed = -float(counts @ np.log(likely[rows, right] + 1e-12))
        away = values - origin
        return missed + _HOLD * float(away @ away), slope + 2 * _HOLD * away

    found = minimize(loss, origin, jac=True, method="L-BFGS-B", options={"maxiter": 100})
    return Weights(*(float(value) for value in found.x))


def _round(
    table: PassageTable, number: int, learn: Callable[[PassageTable], FeatureExtractor], most: int
) -> tuple[Evidence, NDArray[np.int64]]:
    """Take a fifth of the articles and a fifth of the others' questions away, and ask them.

    most: questions that are asked in fact, in equal steps, once there are twice as many
    """
    is_gone = table.owners.numbers % ROUNDS == number
    has_spare = table.owners.counts[table.owners.numbers] > 1  # keeps something for its article
    is_turn = (table.turns % ROUNDS == number) & has_spare
    is_asked = (table.turns >= 0) & (is_gone | is_turn)
    witnesses = learn(table.only(~is_gone & ~is_asked))
    paths = np.flatnonzero(is_asked)
    is_asked = np.isin(np.arange(len(is_asked)), paths[:: max(1, len(paths) // most)])
    questions = table.only(is_asked)
    right = np.where(is_gone[is_asked], table.owners.articles, questions.owners.numbers)
    return witnesses.evidence(questions.vectors, questions.runs), right


def _shares(is_unknown: NDArray[np.bool_]) -> Floats:
    """Each question's weight, so that unknown ones have their assumed share; sums to 1."""
    unknown = int(is_unknown.sum())
    if unknown in (0, len(is_unknown)):
        return np.full(len(is_unknown), 1 / len(is_unknown))
    known = len(is_unknown) - unknown
    return np.where(is_unknown, UNKNOWN_SHARE / unknown, (1 - UNKNOWN_SHARE) / known)
