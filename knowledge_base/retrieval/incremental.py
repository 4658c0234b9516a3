"""Incremental update: articles added to and removed from a fitted model, without training anew.

New articles' passages become an index segment of their own; the segments before are shared. Each
new article gets a class that is fitted while all others stay as they are: a logistic regression
with the others' scores as offset. A discriminant has a closed form for it.
NumPy alone; figures in decision 0008.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.articles import Article
from knowledge_base.encoding import Encoder, Vectors
from knowledge_base.retrieval.char_ngrams import Vocabulary
from knowledge_base.retrieval.class_fit import WeightedSamples, fit_new_class
from knowledge_base.retrieval.classifier import SoftmaxClassifier
from knowledge_base.retrieval.dense_index import Index
from knowledge_base.retrieval.features import FeatureExtractor, IndexSegment
from knowledge_base.retrieval.fitted import RetrievalModel
from knowledge_base.retrieval.lda import class_weights_of
from knowledge_base.retrieval.lexical_index import LexicalIndex, idf_of
from knowledge_base.retrieval.passage_table import PassageTable, tabulate
from knowledge_base.retrieval.passages import passages_of
from knowledge_base.retrieval.ranker import FEW

_NEAR = 64  # passages of a segment that are near to one of a new article's
_MAX_NEAR = 300  # for all of them together
_FAR = 150  # passages that stand for all others of a segment

_Counted = tuple[Vectors, NDArray[np.float64]]  # passages, and how many each stands for
_ClassWeights = tuple[Vectors, float]


def incremental_update(
    model: RetrievalModel | None, removed: Sequence[int], added: Sequence[Article], encoder: Encoder
) -> RetrievalModel | None:
    """Return the model without some articles and with others.

    model: None if there was no passage yet
    removed: numbers of articles
    added: are numbered on, in their order
    """
    passages = passages_of(added)
    if model is None:
        if not passages:
            return None
        model = _nothing(encoder)
    model = _without(model, np.array(removed, dtype=np.int64))
    if not added:
        return model
    texts = [passage.text for passage in passages]
    vocabulary = model.vocabulary.with_texts(texts)
    return _onto(model, tabulate(passages, encoder.encode(texts), len(added), vocabulary))


def _nothing(encoder: Encoder) -> RetrievalModel:
    """Return the model before there was any article."""
    weights = np.zeros((encoder.encode(["nothing"]).shape[1], 0), dtype=np.float32)
    classifier = SoftmaxClassifier(weights, weights[0], np.zeros(0, dtype=np.int64), 0)
    extractor = FeatureExtractor(classifier, weights[0], ())
    return RetrievalModel(Vocabulary([]), extractor, FEW, np.zeros(0, dtype=np.int64))


def _without(model: RetrievalModel, removed: NDArray[np.int64]) -> RetrievalModel:
    extractor = replace(model.extractor, classifier=model.extractor.classifier.without(removed))
    return replace(model, extractor=extractor, removed=np.union1d(model.removed, removed))


def _onto(model: RetrievalModel, table: PassageTable) -> RetrievalModel:
    """Make the passages the last segment, together with those of earlier updates."""
    classifier = _with_classes(model, table)
    examples = np.concatenate([model.examples, table.examples])
    below = model.extractor.segments
    if model.updates is not None:
        below, table = below[:-1], model.updates.with_table(table)
    idf = _idf(model.extractor.idf, table, sum(segment.passages for segment in below))
    segment = IndexSegment(
        Index.of(table.vectors, table.article_ids),
        LexicalIndex.of(table.ngrams, idf, table.article_ids),
    )
    extractor = FeatureExtractor(classifier, idf, (*below, segment))
    return replace(
        model,
        vocabulary=table.vocabulary,
        extractor=extractor,
        examples=examples,
        updates=table,
    )


def _idf(before: Vectors, table: PassageTable, below: int) -> Vectors:
    """Return the idf of all n-grams; that of n-grams known before stays."""
    idf = idf_of(table.ngrams, len(table.vocabulary), below)
    idf[: len(before)] = before
    return idf


def _with_classes(model: RetrievalModel, table: PassageTable) -> SoftmaxClassifier:
    """Give one new article after the other its class."""
    classifier = model.extractor.classifier.with_room(table.article_ids.articles)
    for number in table.article_ids.known:
        is_own = table.article_ids.numbers == number
        own, siblings = table.vectors[is_own], table.vectors[~is_own]
        if classifier.spread is None:
            weights, bias = _fitted(classifier, own, [(siblings, np.ones(len(siblings)))], model)
        else:
            weights, bias = class_weights_of(own, classifier.spread)
        classifier = classifier.with_class(weights, bias, model.articles + int(number))
    return classifier


def _fitted(
    classifier: SoftmaxClassifier, own: Vectors, siblings: list[_Counted], model: RetrievalModel
) -> _ClassWeights:
    parts = [*siblings, *_others(model, own)]
    vectors = np.concatenate([part for part, _ in parts])
    counts = np.concatenate([counted for _, counted in parts])
    return fit_new_class(
        WeightedSamples(own, classifier.log_sums(own), np.ones(len(own))),
        WeightedSamples(vectors, classifier.log_sums(vectors), counts),
    )


def _others(model: RetrievalModel, own: Vectors) -> list[_Counted]:
    """Return passages of other articles, and how many each stands for: the near ones and a few."""
    found, first = [], 0
    for segment in model.extractor.segments:
        article_ids = segment.index.article_ids
        near = _nearest(segment.index, own)
        far = np.setdiff1d(np.linspace(0, len(article_ids) - 1, _FAR).astype(np.int64), near)
        for positions, stand_for in ((near, len(near)), (far, len(article_ids) - len(near))):
            kept = positions[~np.isin(article_ids.numbers[positions] + first, model.removed)]
            if len(kept):
                counts = np.full(len(kept), stand_for / len(positions))
                found.append((segment.index.vectors_at(kept), counts))
        first += segment.articles
    return found


def _nearest(index: Index, own: Vectors) -> NDArray[np.int64]:
    found, positions = index.nearest(own, _NEAR)
    order = np.argsort(-found, axis=None, kind="stable")
    nearest: NDArray[np.int64] = np.array(
        list(dict.fromkeys(positions.ravel()[order].tolist()))[:_MAX_NEAR], dtype=np.int64
    )
    return nearest
