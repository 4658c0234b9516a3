"""Learning from the articles folder: reads it, learns, and leaves a snapshot on the shelf.

python -m knowledge_base.learn ARTICLES MODEL VAR

Runs as a process of its own beside the one that answers, which then needs none of the libraries
that learning needs. Says on stderr what it does, and at the end on stdout the snapshot's key.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import structlog

from core.errors import EffieError, Unavailable
from knowledge_base.encoder import Encoder, Vectors
from knowledge_base.learning import learn
from knowledge_base.model import find_model
from knowledge_base.places import Places
from knowledge_base.served_encoder import ServedEncoder
from knowledge_base.shelf import Shelf
from knowledge_base.snapshot import Snapshot
from knowledge_base.vector_cache import CachingEncoder
from store.article_folder import Library, read_library

GENTLE = 5  # so much later than those who answer it gets the processor
MOST_READINGS = 5
_AT_ONCE = 256  # passages between two words of progress


def main() -> None:
    """Learn, or end with one line that says why not."""
    articles, model, var = sys.argv[1:]
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    os.nice(GENTLE)
    try:
        places = Places(Path(var))
        encoder = ServedEncoder(find_model(model), places.encoders)
        key = leave_snapshot(Path(articles), encoder, places)
    except EffieError as error:
        sys.exit(error.message)
    print(key)  # noqa: T201


def leave_snapshot(articles: Path, encoder: Encoder, places: Places) -> str:
    """Learn from the folder as it stands now, and return the key of the snapshot.

    Raises Fault if there is no folder, Unavailable if the encoder can't be loaded or the snapshot
    can't be written.
    """
    shelf = Shelf(places.snapshots, articles, encoder.identity)
    key, library = _read_unchanged(shelf, articles)
    if shelf.get(key) is None:
        passages = _Telling(CachingEncoder(encoder, places.vectors))
        shelf.put(key, Snapshot(library, learn(library.articles, passages)))
    return key


def _read_unchanged(shelf: Shelf, articles: Path) -> tuple[str, Library]:
    """Read the articles; a file saved meanwhile must not stand under the key of the one before."""
    for _ in range(MOST_READINGS):
        key = shelf.key()
        library = read_library(articles)
        if shelf.key() == key:
            return key, library
    raise Unavailable("The articles keep changing while they are read; save them less often.")


class _Telling:
    """An encoder that tells how far it is."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @property
    def identity(self) -> str:
        return self._encoder.identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        parts = []
        for start in range(0, len(texts), _AT_ONCE):
            _say(f"Passages read: {start:,} of {len(texts):,}")
            parts.append(self._encoder.encode(texts[start : start + _AT_ONCE]))
        _say(f"Learning from {len(texts):,} passages")
        return np.concatenate(parts)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
