"""Training on articles: reads them from its input as JSON, leaves a snapshot in the store.

python -m knowledge_base.serving.train MODEL VAR < ARTICLES

Runs as a process of its own beside the one that answers, which then needs none of the libraries
that training needs. Says on stderr what it does.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import structlog

from core.articles import Article
from core.errors import EffieError, Unavailable
from knowledge_base.encoding import CachingEncoder, Encoder, ServedEncoder, Vectors, find_model
from knowledge_base.paths import Paths
from knowledge_base.retrieval import SentenceVectors
from knowledge_base.retrieval.training import train
from knowledge_base.serving.article_json import load_articles
from knowledge_base.serving.snapshot import Snapshot
from knowledge_base.serving.snapshot_store import SnapshotStore

GENTLE = 5  # so much later than those who answer it gets the processor
_AT_ONCE = 256  # passages between two words of progress


def main() -> None:
    """Train, or end with one line that says why not."""
    model, var = sys.argv[1:]
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    os.nice(GENTLE)
    try:
        paths = Paths(Path(var))
        encoder = ServedEncoder(find_model(model), paths.encoders)
        leave_snapshot(_articles(), encoder, paths)
    except EffieError as error:
        sys.exit(error.message)


def leave_snapshot(articles: Sequence[Article], encoder: Encoder, paths: Paths) -> str:
    """Train on the articles, unless that was done before; return the key of the snapshot.

    Raises Unavailable if the encoder can't be loaded or the snapshot can't be written.
    """
    snapshots = SnapshotStore(paths.snapshots, encoder.identity)
    key = snapshots.key(articles)
    with _taking_turns(paths.snapshots):
        if snapshots.get(key) is None:
            passages = _ProgressEncoder(CachingEncoder(encoder, paths.vectors))
            snapshots.put(key, Snapshot(tuple(articles), train(articles, passages)))
            SentenceVectors().learn(articles, passages)  # whoever serves finds them kept
    return key


def _articles() -> tuple[Article, ...]:
    try:
        return load_articles(sys.stdin.buffer.read())
    except (ValueError, KeyError, TypeError) as error:
        raise Unavailable(f"The articles on the input can't be read ({error}).") from None


@contextmanager
def _taking_turns(folder: Path) -> Iterator[None]:
    """Of several servers that share a folder one trains; the others then find the snapshot."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        turn = (folder / "training").open("w")
    except OSError as error:
        raise Unavailable(f"{folder} can't be written ({error.strerror}).") from error
    with turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


class _ProgressEncoder:
    """An encoder that says how far it is."""

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
        _say(f"Training on {len(texts):,} passages")
        return np.concatenate(parts)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
