"""Learning from articles, with scikit-learn and SciPy; what serves imports neither."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from core.articles import Article
from knowledge_base.encoding import Encoder
from knowledge_base.retrieval.calibration import calibrate
from knowledge_base.retrieval.classifier import SoftmaxClassifier
from knowledge_base.retrieval.dense_index import Index
from knowledge_base.retrieval.features import FeatureExtractor, IndexSegment
from knowledge_base.retrieval.fitted import RetrievalModel
from knowledge_base.retrieval.lda import discriminant
from knowledge_base.retrieval.lexical_index import LexicalIndex, idf_of
from knowledge_base.retrieval.passage_table import PassageTable, tabulate
from knowledge_base.retrieval.passages import passages_of

STRENGTH = 10.0  # inverse of regularisation; 3 to 30 measured, this one best with 10 to 20 examples
# The gradient at which fitting ends, times the articles: of many, each has a small share in it, and
# a fixed limit would find a hundred of them learnt before the first step.
TOLERANCE = 0.02
MAX_FITTED = 4_000_000  # passages times articles: some 600 articles, half a minute
_LARGE = 300  # articles; what is smaller is slower on several threads


def learn(articles: Sequence[Article], encoder: Encoder) -> RetrievalModel | None:
    """Encode, index and calibrate; None if the articles have no passages."""
    passages = passages_of(articles)
    if not passages:
        return None
    vectors = encoder.encode([passage.text for passage in passages])
    table = tabulate(passages, vectors, len(articles))
    with threadpool_limits(1 if len(articles) < _LARGE else None):
        return RetrievalModel(table.vocabulary, hear(table), calibrate(table, hear))


def hear(table: PassageTable) -> FeatureExtractor:
    """Learn from the passages in the table; there must be at least one."""
    idf = idf_of(table.runs, len(table.vocabulary))
    layer = IndexSegment(
        Index.of(table.vectors, table.owners), LexicalIndex.of(table.runs, idf, table.owners)
    )
    return FeatureExtractor(_head(table), idf, (layer,))


def _head(table: PassageTable) -> SoftmaxClassifier:
    """Learn the head; with a single article there is nothing to tell apart."""
    owners, articles = table.owners, len(table.owners.known)
    if articles * len(owners) > MAX_FITTED:
        return discriminant(table.vectors, owners)
    if articles == 1:
        nothing = np.zeros((table.vectors.shape[1], 1), dtype=np.float32)
        return SoftmaxClassifier(nothing, nothing[0], owners.known, owners.articles)
    model = LogisticRegression(C=STRENGTH, max_iter=100, tol=TOLERANCE / articles)
    model.fit(table.vectors, table.owners.numbers)
    weights, bias = model.coef_.T, model.intercept_
    if articles == 2:  # scikit-learn keeps only the second of two classes
        weights, bias = np.hstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
    return SoftmaxClassifier(
        weights.astype(np.float32), bias.astype(np.float32), owners.known, owners.articles
    )
