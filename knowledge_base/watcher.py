"""Noticing that something on disk has changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Event, Thread

import structlog

from core.errors import Fault
from store.article_folder import article_files

log = structlog.get_logger(__name__)

Look = frozenset[tuple[str, int, int]]  # each file's name, time of change and size


def look(folder: Path) -> Look:
    """Return what tells one state of the folder from another; empty if it can't be read."""
    try:
        return frozenset(_seen(path) for path in article_files(folder))
    except (Fault, OSError):  # OSError: a file went away between the listing and the look
        return frozenset()


def _seen(path: Path) -> tuple[str, int, int]:
    stat = path.stat()
    return path.name, stat.st_mtime_ns, stat.st_size


class Watcher:
    """Calls `changed` when what `look` returns is no longer what it was at the last call.

    A `changed` that raises is called again at the next change only, so a broken folder does not
    fill the log.
    """

    def __init__(
        self, look: Callable[[], Hashable], seconds: float, changed: Callable[[], None]
    ) -> None:
        self._look, self._seconds, self._changed = look, seconds, changed
        self._stopping = Event()
        self._thread: Thread | None = None

    def start(self, known: Hashable) -> None:
        """Watch from now on; `known` is the look at what is served already."""
        self._thread = Thread(target=self._watch, args=(known,), name="articles", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching, and wait for a call in progress."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self, known: Hashable) -> None:
        while not self._stopping.wait(self._seconds):
            seen = self._look()
            if seen == known:
                continue
            known = seen
            try:
                self._changed()
            except Exception:  # whatever it was, what stood there before is still served
                log.exception("articles_not_reloaded")
