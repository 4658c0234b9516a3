"""Where snapshots are kept: one for each state of the articles, the model and our own code."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import structlog

from core.errors import Unavailable
from knowledge_base.snapshot import FORM, Snapshot, read_snapshot, write_snapshot
from store.article_folder import article_files

log = structlog.get_logger(__name__)

MOST_KEPT = 8


class Shelf:
    """The snapshots of a folder of articles, learnt with one model.

    Several folders may share a shelf: what was learnt from the same files is the same, wherever
    they are.
    """

    def __init__(self, folder: Path, articles: Path, identity: str) -> None:
        """`identity` tells this model's vectors from another's."""
        self._folder, self._articles = folder, articles
        self._made_with = f"{FORM} {identity}"
        self._last = folder / f"last-{_digest(f'{articles.resolve()} {self._made_with}')}"

    def key(self) -> str:
        """Return what tells the articles and the model of this moment from others.

        Raises Fault if there is no folder.
        """
        seen = [self._made_with]
        for file in article_files(self._articles):
            with suppress(OSError):  # unreadable, or gone since: known as that when it is read
                seen.append(f"{file.name} {sha256(file.read_bytes()).hexdigest()}")
        return _digest("\n".join(seen))

    def put(self, key: str, snapshot: Snapshot) -> None:
        """Keep a snapshot, and the latest few besides; raises Unavailable if it can't be kept."""
        write_snapshot(snapshot, self._file(key))
        for old in sorted(self._folder.glob("*.npz"), key=_time, reverse=True)[MOST_KEPT:]:
            old.unlink(missing_ok=True)

    def get(self, key: str) -> Snapshot | None:
        """Return what was learnt from exactly this, if it was."""
        file = self._file(key)
        if not file.exists():
            return None
        try:
            return read_snapshot(file)
        except Unavailable as error:
            log.warning("snapshot_unreadable", problem=error.message)
            file.unlink(missing_ok=True)  # learnt again, it will be whole
            return None

    def remember(self, key: str) -> None:
        """Note that this is served now; without the note, only a later failure would be graver."""
        with suppress(OSError):
            self._last.write_text(key)

    def last(self) -> Snapshot | None:
        """Return what was served last from this folder, whatever stands in it now."""
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
