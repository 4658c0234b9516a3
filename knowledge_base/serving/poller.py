"""Doing something again and again, beside everything else."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

import structlog

log = structlog.get_logger(__name__)


class Watcher:
    """Calls `look` every so many seconds; one that raises is logged and called again."""

    def __init__(self, look: Callable[[], None], seconds: float) -> None:
        self._look, self._seconds = look, seconds
        self._stopping = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        self._thread = Thread(target=self._watch, name="articles", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching, and wait for a call in progress."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        while not self._stopping.wait(self._seconds):
            try:
                self._look()
            except Exception:  # whatever it was, what was served before is still served
                log.exception("articles_not_looked_at")
