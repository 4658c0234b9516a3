"""Grafting: what is new comes onto what was learnt, at once, and nothing else is learnt anew.

The new articles' passages become a layer of their own, so that what lies below is shared and stays
as it is. In the head each new article gets a column that is fitted while all others stand still:
a logistic regression against what the others score. A discriminant has a closed form for it.
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
from knowledge_base.retrieval.lda import column_of
from knowledge_base.retrieval.lexical_index import LexicalIndex, idf_of
from knowledge_base.retrieval.passage_table import PassageTable, tabulate
from knowledge_base.retrieval.passages import passages_of
from knowledge_base.retrieval.ranker import FEW

_NEAR = 64  # passages of a layer that are near to one of a new article's
_MAX_NEAR = 300  # for all of them together
_FAR = 150  # passages that stand for all others of a layer

_Counted = tuple[Vectors, NDArray[np.float64]]  # passages, and how many each stands for
_Column = tuple[Vectors, float]


def incremental_update(
    learnt: RetrievalModel | None, gone: Sequence[int], fresh: Sequence[Article], encoder: Encoder
) -> RetrievalModel | None:
    """Return what was learnt, without some articles and with others.

    learnt: None if there was nothing to learn from
    gone: numbers of articles
    fresh: are numbered on, in their order
    """
    passages = passages_of(fresh)
    if learnt is None:
        if not passages:
            return None
        learnt = _nothing(encoder)
    learnt = _without(learnt, np.array(gone, dtype=np.int64))
    if not fresh:
        return learnt
    texts = [passage.text for passage in passages]
    vocabulary = learnt.vocabulary.with_texts(texts)
    return _onto(learnt, tabulate(passages, encoder.encode(texts), len(fresh), vocabulary))


def _nothing(encoder: Encoder) -> RetrievalModel:
    """Return what was learnt before there was any article."""
    weights = np.zeros((encoder.encode(["nothing"]).shape[1], 0), dtype=np.float32)
    head = SoftmaxClassifier(weights, weights[0], np.zeros(0, dtype=np.int64), 0)
    return RetrievalModel(Vocabulary([]), FeatureExtractor(head, weights[0], ()), FEW)


def _without(learnt: RetrievalModel, gone: NDArray[np.int64]) -> RetrievalModel:
    witnesses = replace(learnt.witnesses, head=learnt.witnesses.head.without(gone))
    return replace(learnt, witnesses=witnesses, gone=np.union1d(learnt.gone, gone))


def _onto(learnt: RetrievalModel, table: PassageTable) -> RetrievalModel:
    """Put the passages on top, together with those that were grafted before."""
    head = _with_columns(learnt, table)
    below = learnt.witnesses.layers
    if learnt.grafted is not None:
        below, table = below[:-1], learnt.grafted.with_table(table)
    idf = _idf(learnt.witnesses.idf, table, sum(layer.passages for layer in below))
    layer = IndexSegment(
        Index.of(table.vectors, table.owners), LexicalIndex.of(table.runs, idf, table.owners)
    )
    witnesses = FeatureExtractor(head, idf, (*below, layer))
    return replace(learnt, vocabulary=table.vocabulary, witnesses=witnesses, grafted=table)


def _idf(before: Vectors, table: PassageTable, below: int) -> Vectors:
    """Return the rarity of all runs; that of runs known before stays."""
    idf = idf_of(table.runs, len(table.vocabulary), below)
    idf[: len(before)] = before
    return idf


def _with_columns(learnt: RetrievalModel, table: PassageTable) -> SoftmaxClassifier:
    """Give one new article after the other its column."""
    head = learnt.witnesses.head.with_room(table.owners.articles)
    for number in table.owners.known:
        is_own = table.owners.numbers == number
        own, beside = table.vectors[is_own], table.vectors[~is_own]
        if head.spread is None:
            weights, bias = _fitted(head, own, [(beside, np.ones(len(beside)))], learnt)
        else:
            weights, bias = column_of(own, head.spread)
        head = head.with_column(weights, bias, learnt.articles + int(number))
    return head


def _fitted(
    head: SoftmaxClassifier, own: Vectors, beside: list[_Counted], learnt: RetrievalModel
) -> _Column:
    parts = [*beside, *_others(learnt, own)]
    vectors = np.concatenate([part for part, _ in parts])
    counts = np.concatenate([counted for _, counted in parts])
    return fit_new_class(
        WeightedSamples(own, head.log_sums(own), np.ones(len(own))),
        WeightedSamples(vectors, head.log_sums(vectors), counts),
    )


def _others(learnt: RetrievalModel, own: Vectors) -> list[_Counted]:
    """Return passages of other articles, and how many each stands for: the near ones and a few."""
    found, first = [], 0
    for layer in learnt.witnesses.layers:
        owners = layer.index.owners
        near = _nearest(layer.index, own)
        far = np.setdiff1d(np.linspace(0, len(owners) - 1, _FAR).astype(np.int64), near)
        for paths, stand_for in ((near, len(near)), (far, len(owners) - len(near))):
            kept = paths[~np.isin(owners.numbers[paths] + first, learnt.gone)]
            if len(kept):
                counts = np.full(len(kept), stand_for / len(paths))
                found.append((layer.index.vectors_at(kept), counts))
        first += layer.articles
    return found


def _nearest(index: Index, own: Vectors) -> NDArray[np.int64]:
    found, paths = index.nearest(own, _NEAR)
    order = np.argsort(-found, axis=None, kind="stable")
    nearest: NDArray[np.int64] = np.array(
        list(dict.fromkeys(paths.ravel()[order].tolist()))[:_MAX_NEAR], dtype=np.int64
    )
    return nearest
