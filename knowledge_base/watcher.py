"""Noticing that the articles folder has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import structlog

from core.errors import Fault
from knowledge_base.library import article_files

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
    """Calls `changed` when the folder is no longer what it was at the last call.

    A `changed` that raises is called again at the next change only, so a broken folder does not
    fill the log.
    """

    def __init__(self, folder: Path, seconds: float, changed: Callable[[], None]) -> None:
        self._folder, self._seconds, self._changed = folder, seconds, changed
        self._stopping = Event()
        self._thread: Thread | None = None

    def start(self, known: Look) -> None:
        """Watch from now on; `known` is the look at the folder that is served already."""
        self._thread = Thread(target=self._watch, args=(known,), name="articles", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching, and wait for a call in progress."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self, known: Look) -> None:
        while not self._stopping.wait(self._seconds):
            seen = look(self._folder)
            if seen == known:
                continue
            known = seen
            try:
                self._changed()
            except Exception:  # whatever it was, the articles before it are still served
                log.exception("articles_not_reloaded", folder=str(self._folder))
