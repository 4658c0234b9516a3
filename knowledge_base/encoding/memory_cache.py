"""Vectors kept in memory for a while: what is tried now is published next."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from knowledge_base.encoding.encoder import Encoder, Vectors

MAX_CACHED_TEXTS = 5_000  # texts; some 10 MB


class RecentEncoder:
    """An encoder that asks another one only for texts it has not seen lately; writes nothing."""

    def __init__(self, encoder: Encoder, most: int = MAX_CACHED_TEXTS) -> None:
        self._encoder, self._most = encoder, most
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    @property
    def identity(self) -> str:
        return self._encoder.identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            known = {text: self._kept[text] for text in texts if text in self._kept}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing or not texts:
            fresh = self._encoder.encode(missing)
            if not texts:
                return fresh
            known |= dict(zip(missing, fresh, strict=True))
        self._keep(known)
        return np.stack([known[text] for text in texts])

    def _keep(self, vectors: dict[str, Vectors]) -> None:
        with self._lock:
            for text, vector in vectors.items():
                self._kept[text] = vector
                self._kept.move_to_end(text)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
