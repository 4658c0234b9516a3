"""A snapshot: a folder of articles and what was learnt from them at one moment, in one file.

Arrays by name (NumPy's .npz, without pickle), and one piece of JSON for everything else. Passages
stand article by article, in the articles' order.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from core.articles import Article, ArticleFault
from core.errors import Unavailable
from knowledge_base.confidence import Weights
from knowledge_base.evidence import Witnesses
from knowledge_base.head import Head
from knowledge_base.index import Index
from knowledge_base.learnt import Learnt
from knowledge_base.owners import Owners
from knowledge_base.runs import Vocabulary
from knowledge_base.spelling import Spelling
from store.article_folder import Library

FORM = 1  # counted up when the file is to hold something else, or learning is to find it otherwise

_Arrays = Mapping[str, NDArray[Any]]
_DATES = [field.name for field in fields(Article) if "date" in str(field.type)]


@dataclass(frozen=True)
class Snapshot:
    """Articles with their faults, and what was learnt; None if there was nothing to learn from."""

    library: Library
    learnt: Learnt | None


def write_snapshot(snapshot: Snapshot, file: Path) -> None:
    """Write the file, whole or not at all; raises Unavailable if that is not possible."""
    arrays = {"library": _as_bytes(_library_to_json(snapshot.library))}
    if snapshot.learnt is not None:
        arrays |= _learnt_to_arrays(snapshot.learnt)
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
        library = _library_from_json(json.loads(arrays["library"].tobytes()))
        has_learnt = "vectors" in arrays
        learnt = _learnt_from_arrays(arrays, len(library.articles)) if has_learnt else None
    except (OSError, EOFError, BadZipFile, ValueError, KeyError, TypeError) as error:
        raise Unavailable(f"The snapshot {file} can't be read ({error}).") from error
    return Snapshot(library, learnt)


def _learnt_to_arrays(learnt: Learnt) -> _Arrays:
    head, index, spelling = learnt.witnesses.head, learnt.witnesses.index, learnt.witnesses.spelling
    return {
        "owners": index.owners.numbers,
        "vectors": index.vectors,
        "head_weights": head.weights,
        "head_bias": head.bias,
        "run_names": np.frombuffer("\n".join(learnt.vocabulary.names).encode(), dtype=np.uint8),
        "run_rarity": spelling.rarity,
        "run_starts": spelling.starts,
        "run_texts": spelling.texts,
        "run_weights": spelling.weights,
        "weights": learnt.weights.as_array(),
    }


def _learnt_from_arrays(arrays: _Arrays, articles: int) -> Learnt:
    owners = Owners(arrays["owners"], articles)
    spelling = Spelling(
        arrays["run_rarity"],
        arrays["run_starts"],
        arrays["run_texts"],
        arrays["run_weights"],
        owners,
    )
    head = Head(arrays["head_weights"], arrays["head_bias"], owners)
    return Learnt(
        Vocabulary(arrays["run_names"].tobytes().decode().split("\n")),
        Witnesses(head, Index(arrays["vectors"], owners), spelling),
        Weights(*arrays["weights"].tolist()),
    )


def _library_to_json(library: Library) -> dict[str, Any]:
    return {
        "articles": [asdict(article) for article in library.articles],
        "faults": [asdict(fault) for fault in library.faults],
    }


def _library_from_json(content: dict[str, Any]) -> Library:
    return Library(
        tuple(_article(each) for each in content["articles"]),
        tuple(ArticleFault(**each) for each in content["faults"]),
    )


def _article(content: dict[str, Any]) -> Article:
    """JSON knows neither tuples nor dates."""
    lists = {name: tuple(value) for name, value in content.items() if isinstance(value, list)}
    dates = {name: date.fromisoformat(content[name]) for name in _DATES if content.get(name)}
    return Article(**{**content, **lists, **dates})


def _as_bytes(content: dict[str, Any]) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(content, default=str).encode(), dtype=np.uint8)
