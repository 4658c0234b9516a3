"""Turning text into vectors whose inner product says how alike two texts are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

MAX_TEXT_LENGTH = (
    2_000  # characters; the models read no further, and tokenising more only costs time
)


class Encoder(Protocol):
    """Whatever turns texts into vectors."""

    @property
    def identity(self) -> str:
        """Return what tells this model's vectors from another's."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of unit length per text, as float32 [texts, dimensions]."""
        ...
