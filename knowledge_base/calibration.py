"""Learning how far evidence can be trusted, from the articles' own example questions.

Nobody has to label anything: example questions are held out in turn and asked, and so are all
questions of whole articles that are taken away, for which "nothing fits" is the right answer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge_base.confidence import Weights, fit_weights
from knowledge_base.evidence import Evidence, PassageTable, Witnesses

ROUNDS = 5
FEWEST_ARTICLES = 8  # with fewer, taking one away leaves too little to learn from

# Fitted to examples that customers typed. People who write examples vary their words on purpose,
# so fitting to those alone would find that spelling tells nothing.
USUAL = Weights(head=1.4, meaning=6.7, spelling=2.5, nothing=3.2)
# For a handful of articles, where the head always finds one of them likely.
FEW = Weights(head=2.0, meaning=13.0, spelling=2.0, nothing=6.5)


def calibrate(table: PassageTable) -> Weights:
    """Return the weights that fit these passages; deterministic, a few trainings of the head."""
    if len(np.unique(table.owners)) < FEWEST_ARTICLES:
        return FEW
    rounds = [_round(table, number) for number in range(ROUNDS)]
    asked = [(evidence, right) for evidence, right in rounds if len(right)]
    evidence = np.concatenate([evidence for evidence, _ in asked])
    right = np.concatenate([right for _, right in asked])
    return fit_weights(evidence, right, USUAL)


def _round(table: PassageTable, number: int) -> tuple[Evidence, NDArray[np.int64]]:
    """Take a fifth of the articles and a fifth of the others' questions away, and ask them."""
    gone = table.owners % ROUNDS == number
    asked = (table.turns >= 0) & (gone | ((table.turns % ROUNDS == number) & _spare(table)))
    witnesses = Witnesses(table.only(~gone & ~asked))
    questions = table.only(asked)
    right = np.where(questions.owners % ROUNDS == number, table.articles, questions.owners)
    return witnesses.evidence(questions.vectors, questions.runs), right


def _spare(table: PassageTable) -> NDArray[np.bool_]:
    """Mark the passages of articles that keep something when a question is held out."""
    spare: NDArray[np.bool_] = np.bincount(table.owners, minlength=table.articles)[table.owners] > 1
    return spare
