"""The settings as they stand now, so that an edit needs no restart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import Protocol

import structlog

from core.errors import EffieError, Fault
from core.settings import Settings
from store.settings_files.reading.folder import ChangedFolder
from store.settings_files.settings import read_settings

log = structlog.get_logger()

_ASK_EVERY = 0.5  # seconds between two looks at what was changed in the product


class Changed(Protocol):
    """Texts that hold instead of files, and a number that grows with each change of them."""

    def revision(self) -> int: ...

    def texts(self) -> tuple[int, Mapping[str, str]]: ...


class LiveSettings:
    """Reads `settings/` at once, and again whenever one of its files or texts has changed."""

    def __init__(
        self,
        folder: Path,
        look_every: float = 1.0,
        change: Callable[[Settings], Settings] = lambda settings: settings,
        changed: Changed | None = None,
    ) -> None:
        """Raises Fault: the first reading must succeed.

        look_every: for how many seconds a look at the files is good enough
        change: what is made of them, each time they are read
        changed: texts that hold instead of files; looked at again once `follow` was called
        """
        self._folder, self._look_every, self._change = folder, look_every, change
        self._changed, self._revision = changed, -1
        self._texts: Mapping[str, str] = {}
        self._lock, self._ended = Lock(), Event()
        self._looked_at = monotonic()
        self._seen = look_at(folder)
        self.problem = ""  # why what stands there now is not what holds
        if changed is not None:
            self._ask_first(changed)
        self._settings = change(self._read())

    def now(self) -> Settings:
        """Return the settings; after a faulty edit the last good ones, and the fault is logged."""
        with self._lock:
            if monotonic() - self._looked_at >= self._look_every:
                self._look_again()
            return self._settings

    def follow(self) -> None:
        """Take in what is changed in the product as well, in a thread, until closed."""
        if self._changed is not None:
            Thread(target=self._follow, args=(self._changed,), name="settings", daemon=True).start()

    def close(self) -> None:
        self._ended.set()

    def _ask_first(self, changed: Changed) -> None:
        try:
            self._revision, self._texts = changed.texts()
        except EffieError as error:
            log.warning("settings.files_only", error=error.message)

    def _follow(self, changed: Changed) -> None:
        while not self._ended.wait(_ASK_EVERY):
            try:
                if changed.revision() != self._revision:
                    revision, texts = changed.texts()
                    with self._lock:
                        self._revision, self._texts = revision, texts
                        self._read_again()
            except EffieError as error:
                log.warning("settings.waiting", error=error.message)
            except Exception as error:
                log.error("settings.failed", exc_info=error)

    def _look_again(self) -> None:
        self._looked_at, seen = monotonic(), look_at(self._folder)
        if seen != self._seen:
            self._seen = seen
            self._read_again()

    def _read_again(self) -> None:
        try:
            self._settings = self._change(self._read())
        except Fault as fault:
            self.problem = fault.message
            log.error("settings.faulty", problem=fault.message, kept="the settings before the edit")
        else:
            self.problem = ""
            log.info("settings.read")

    def _read(self) -> Settings:
        return read_settings(ChangedFolder(self._folder, self._texts))


def look_at(folder: Path) -> dict[str, tuple[int, int]]:
    """Return when each file was changed, and its size; a file that is gone is not in it."""
    seen = {}
    for path in folder.glob("*.yml"):
        try:
            status = path.stat()
        except OSError:
            continue
        seen[path.name] = (status.st_mtime_ns, status.st_size)
    return seen
