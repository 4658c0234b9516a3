"""A snapshot: articles and the snapshot from them, in one file.

Arrays by name (NumPy's .npz, without pickle), the articles as JSON. Passages stand article by
article, in the articles' order.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from core.articles import Article
from core.errors import Unavailable
from knowledge_base.retrieval import (
    FeatureExtractor,
    Index,
    IndexSegment,
    LexicalIndex,
    PassageArticleIds,
    RetrievalModel,
    SoftmaxClassifier,
    Vocabulary,
    Weights,
)
from knowledge_base.serving.article_json import dump_articles, load_articles

FORM = 5  # counted up when the file is to hold something else, or training is to find it otherwise

_Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class Snapshot:
    """Articles, and the snapshot; None if there was nothing to train on."""

    articles: tuple[Article, ...]
    model: RetrievalModel | None


def write_snapshot(snapshot: Snapshot, file: Path) -> None:
    """Write the file, whole or not at all; raises Unavailable if that is not possible."""
    arrays = {"articles": np.frombuffer(dump_articles(snapshot.articles), dtype=np.uint8)}
    if snapshot.model is not None:
        arrays |= _model_to_arrays(snapshot.model)
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as opened:
            np.savez(opened, allow_pickle=False, **arrays)
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Unavailable(
            f"{file} can't be written ({error.strerror}); check the var folder."
        ) from error


def read_snapshot(file: Path) -> Snapshot:
    """Read a file; raises Unavailable if it is not one that `write_snapshot` has written."""
    try:
        with np.load(file, allow_pickle=False) as found:
            arrays = {name: found[name] for name in found.files}
        articles = load_articles(arrays["articles"].tobytes())
        model = _model_from_arrays(arrays, len(articles)) if "index" in arrays else None
    except (OSError, EOFError, BadZipFile, ValueError, KeyError, TypeError) as error:
        raise Unavailable(f"The snapshot {file} can't be read ({error}).") from error
    return Snapshot(articles, model)


def _model_to_arrays(model: RetrievalModel) -> _Arrays:
    classifier, (segment,) = model.extractor.classifier, model.extractor.segments
    index, lexical = segment.index, segment.lexical
    return {
        "owners": index.article_ids.numbers,
        "index": index.dump(),
        "head_weights": classifier.weights,
        "head_bias": classifier.bias,
        "run_names": np.frombuffer("\n".join(model.vocabulary.names).encode(), dtype=np.uint8),
        "run_rarity": model.extractor.idf,
        "run_starts": lexical.starts,
        "run_texts": lexical.texts,
        "run_weights": lexical.weights,
        "weights": model.weights.table,
        "examples": model.examples,
        **({} if classifier.spread is None else {"head_spread": classifier.spread}),
    }


def _model_from_arrays(arrays: _Arrays, articles: int) -> RetrievalModel:
    article_ids = PassageArticleIds(arrays["owners"], articles)
    lexical = LexicalIndex(
        arrays["run_starts"], arrays["run_texts"], arrays["run_weights"], article_ids
    )
    segment = IndexSegment(Index.load(arrays["index"], article_ids), lexical)
    weights, bias = arrays["head_weights"], arrays["head_bias"]
    classifier = SoftmaxClassifier(
        weights, bias, article_ids.known, articles, arrays.get("head_spread")
    )
    return RetrievalModel(
        Vocabulary(arrays["run_names"].tobytes().decode().split("\n")),
        FeatureExtractor(classifier, arrays["run_rarity"], (segment,)),
        Weights(arrays["weights"]),
        arrays["examples"],
    )
