"""Where snapshots are kept: one for each state of training texts, encoder and format."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import structlog

from core.articles import Article
from core.errors import Unavailable
from knowledge_base.retrieval import texts_of
from knowledge_base.serving.snapshot import FORM, Snapshot, read_snapshot, write_snapshot

log = structlog.get_logger(__name__)

MAX_SNAPSHOTS = 8


class SnapshotStore:
    """The snapshots that were trained with one encoder."""

    def __init__(self, folder: Path, identity: str) -> None:
        """`identity` tells this model's vectors from another's."""
        self._folder = folder
        self._made_with = f"{FORM} {identity}"
        self._last = folder / f"last-{_digest(self._made_with)}"

    def key(self, articles: Sequence[Article]) -> str:
        """Return the snapshot key: digest of format, encoder identity and all training texts."""
        trained_on = [(article.slug, texts_of(article)) for article in articles]
        return _digest(f"{self._made_with}\n{sorted(trained_on)!r}")

    def put(self, key: str, snapshot: Snapshot) -> None:
        """Keep a snapshot, and the latest few besides; raises Unavailable if it can't be kept."""
        write_snapshot(snapshot, self._file(key))
        for old in sorted(self._folder.glob("*.npz"), key=_time, reverse=True)[MAX_SNAPSHOTS:]:
            old.unlink(missing_ok=True)

    def holds(self, key: str) -> bool:
        """Tell whether something was trained on exactly this; it may yet be unreadable."""
        return self._file(key).exists()

    def get(self, key: str) -> Snapshot | None:
        """Return the snapshot from exactly this, if it was."""
        file = self._file(key)
        if not file.exists():
            return None
        try:
            return read_snapshot(file)
        except Unavailable as error:
            log.warning("snapshot_unreadable", problem=error.message)
            file.unlink(missing_ok=True)  # trained again, it will be whole
            return None

    def remember(self, key: str) -> None:
        """Note that this is served now; without the note, only a later failure would be graver."""
        with suppress(OSError):
            self._last.write_text(key)

    def last(self) -> Snapshot | None:
        """Return what was served last, whatever the articles are now."""
        with suppress(OSError):
            return self.get(self._last.read_text())
        return None

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}.npz"


def _time(file: Path) -> int:
    with suppress(OSError):  # put away by another process
        return file.stat().st_mtime_ns
    return 0


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:24]
