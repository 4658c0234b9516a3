"""A model run by sentence-transformers itself: any of its models, at the cost of loading torch."""

from __future__ import annotations

import os
from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np

from core.errors import Unavailable
from knowledge_base.encoding.encoder import MAX_TEXT_LENGTH, Vectors
from knowledge_base.encoding.model import PACKAGED, Model

_BATCH = 64


class SentenceEncoder:
    """Loads the model at its first use."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._transformer: Any = None
        self._loading = Lock()

    @property
    def identity(self) -> str:
        return self._model.identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        with self._loading:
            if self._transformer is None:
                self._transformer = load_transformer(self._model)
        _use_threads(1 if len(texts) < _BATCH else os.cpu_count() or 1)
        vectors: Vectors = self._transformer.encode(
            [text[:MAX_TEXT_LENGTH] for text in texts],
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return vectors.astype(np.float32).reshape(len(texts), -1)


def load_transformer(model: Model) -> Any:
    """Load the SentenceTransformer; raises Unavailable if that is not possible."""
    if model.folder is not None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # else each start asks a server for news
    # imported here because torch takes seconds, and who serves from ONNX needs none of it
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(str(model.folder or model.name), device="cpu")
    except (OSError, ValueError, RuntimeError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
        raise Unavailable(
            f"The encoder '{model.name}' can't be loaded ({reason}). In settings/retrieval.yml "
            f"name a folder with a sentence-transformers model, or {' or '.join(PACKAGED)}."
        ) from error


def _use_threads(number: int) -> None:
    """One question is fastest on one thread as soon as anything else runs on the machine."""
    import torch

    torch.set_num_threads(number)
