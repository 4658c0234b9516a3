"""Training in full, with scikit-learn and SciPy; what serves imports neither."""

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
# a fixed limit would find a hundred of them fitted before the first step.
TOLERANCE = 0.02
MAX_FITTED = 4_000_000  # passages times articles: some 600 articles, half a minute
_LARGE = 300  # articles; what is smaller is slower on several threads


def train(articles: Sequence[Article], encoder: Encoder) -> RetrievalModel | None:
    """Encode, index and calibrate; None if the articles have no passages."""
    passages = passages_of(articles)
    if not passages:
        return None
    vectors = encoder.encode([passage.text for passage in passages])
    table = tabulate(passages, vectors, len(articles))
    with threadpool_limits(1 if len(articles) < _LARGE else None):
        weights = calibrate(table, fit_scorers)
        return RetrievalModel(table.vocabulary, fit_scorers(table), weights, table.examples)


def fit_scorers(table: PassageTable) -> FeatureExtractor:
    """Fit classifier and indexes to the passages in the table; there must be at least one."""
    idf = idf_of(table.ngrams, len(table.vocabulary))
    segment = IndexSegment(
        Index.of(table.vectors, table.article_ids),
        LexicalIndex.of(table.ngrams, idf, table.article_ids),
    )
    return FeatureExtractor(_fit_classifier(table), idf, (segment,))


def _fit_classifier(table: PassageTable) -> SoftmaxClassifier:
    """Fit the classifier; with a single article there is nothing to tell apart."""
    article_ids, articles = table.article_ids, len(table.article_ids.known)
    if articles * len(article_ids) > MAX_FITTED:
        return discriminant(table.vectors, article_ids)
    if articles == 1:
        nothing = np.zeros((table.vectors.shape[1], 1), dtype=np.float32)
        return SoftmaxClassifier(nothing, nothing[0], article_ids.known, article_ids.articles)
    model = LogisticRegression(C=STRENGTH, max_iter=100, tol=TOLERANCE / articles)
    model.fit(table.vectors, table.article_ids.numbers)
    weights, bias = model.coef_.T, model.intercept_
    if articles == 2:  # scikit-learn keeps only the second of two classes
        weights, bias = np.hstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
    return SoftmaxClassifier(
        weights.astype(np.float32), bias.astype(np.float32), article_ids.known, article_ids.articles
    )
