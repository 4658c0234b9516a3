"""The settings as they stand in the files now, so that an edit needs no restart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from time import monotonic

import structlog

from core.errors import Fault
from core.settings import Settings
from store.settings_files.settings import read_settings

log = structlog.get_logger()


class LiveSettings:
    """Reads `settings/` at once, and again whenever one of its files has changed."""

    def __init__(
        self,
        folder: Path,
        look_every: float = 1.0,
        change: Callable[[Settings], Settings] = lambda settings: settings,
    ) -> None:
        """Raises Fault: the first reading must succeed.

        look_every: for how many seconds a look at the files is good enough
        change: what is made of them, each time they are read
        """
        self._folder, self._look_every, self._change = folder, look_every, change
        self._lock = Lock()
        self._looked_at = monotonic()
        self._seen = _look(folder)
        self._settings = change(read_settings(folder))

    def now(self) -> Settings:
        """Return the settings; after a faulty edit the last good ones, and the fault is logged."""
        with self._lock:
            if monotonic() - self._looked_at >= self._look_every:
                self._look_again()
            return self._settings

    def _look_again(self) -> None:
        self._looked_at, seen = monotonic(), _look(self._folder)
        if seen != self._seen:
            self._seen = seen
            self._read_again()

    def _read_again(self) -> None:
        try:
            self._settings = self._change(read_settings(self._folder))
        except Fault as fault:
            log.error("settings.faulty", problem=fault.message, kept="the settings before the edit")
        else:
            log.info("settings.read")


def _look(folder: Path) -> dict[str, tuple[int, int]]:
    """Return when each file was changed, and its size; a file that is gone is not in it."""
    seen = {}
    for path in folder.glob("*.yml"):
        try:
            status = path.stat()
        except OSError:
            continue
        seen[path.name] = (status.st_mtime_ns, status.st_size)
    return seen
