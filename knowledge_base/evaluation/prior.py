"""What articles with few example questions teach about such articles: the ranker's prior.

A knowledge base with many example questions says how confidence behaves in one with few: all but
a few are taken away, a fifth of the topics with them in turn, and those that nobody has read are
asked. Nothing but the articles themselves is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from core.articles import Article
from knowledge_base.encoding import Encoder
from knowledge_base.retrieval import Weights
from knowledge_base.retrieval.calibration import ROUNDS, Asked, fit_weights
from knowledge_base.retrieval.passage_table import tabulate
from knowledge_base.retrieval.passages import passages_of
from knowledge_base.retrieval.training import fit_scorers

MAX_HELD_OUT = 8  # example questions of an article that are asked in a round
_HOLD = 1.0  # weakly: there are thousands of questions for four numbers


def learn_weights(
    articles: Sequence[Article], examples: int, encoder: Encoder, start: Weights
) -> Weights:
    """Return the weights for articles with so many example questions each; deterministic.

    start: same in every row, where the fit begins and what it is weakly held near
    """
    return fit_weights(list(_asked(articles, examples, encoder)), start, _HOLD)


def _asked(articles: Sequence[Article], examples: int, encoder: Encoder) -> Iterator[Asked]:
    for number in range(ROUNDS):
        random = np.random.default_rng(number)
        known: list[Article] = []
        asked: list[str] = []
        right: list[int] = []
        for place, article in enumerate(articles):
            mixed = [article.questions[each] for each in random.permutation(len(article.questions))]
            some = mixed[:MAX_HELD_OUT]
            asked += some
            right += [-1 if place % ROUNDS == number else len(known)] * len(some)
            if place % ROUNDS != number:
                kept = tuple(mixed[MAX_HELD_OUT : MAX_HELD_OUT + examples])
                known.append(replace(article, questions=kept))
        yield _ask(known, asked, right, encoder)


def _ask(
    known: Sequence[Article], asked: Sequence[str], right: Sequence[int], encoder: Encoder
) -> Asked:
    """Ask a model of the known articles; right: -1 where nothing fits."""
    passages = passages_of(known)
    vectors = encoder.encode([passage.text for passage in passages])
    table = tabulate(passages, vectors, len(known))
    ngrams = table.vocabulary.count(asked)
    features = fit_scorers(table).features(encoder.encode(asked), ngrams)
    numbers = np.array(right, dtype=np.int64)
    return Asked(features, np.where(numbers < 0, len(known), numbers), table.examples)
