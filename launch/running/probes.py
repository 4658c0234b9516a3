"""Finding out that a process hangs: it runs, but no longer answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

EVERY = 2.0  # seconds between two questions
MAX_MISSES = 3  # in a row; then it hangs


class Probe:
    """Asks one process, from its start on, whether it answers; each time in a thread of its own.

    ask: whether it answers; may take seconds
    patience: seconds from the start within which it must have answered once
    """

    def __init__(self, ask: Callable[[], bool], patience: float) -> None:
        self._ask, self._patience = ask, patience
        self._began = self._asked_at = time.monotonic()
        self._asking: threading.Thread | None = None
        self._misses: int | None = None  # None until it has answered once

    def trouble(self, now: float) -> str:
        """Say what is wrong with it by what is known now, "" if nothing is; asks when it is time.

        now: of the monotonic clock
        """
        if self._asking is None and now - self._asked_at >= EVERY:
            self._asked_at = now
            self._asking = threading.Thread(target=self._look, daemon=True)
            self._asking.start()
        if self._misses is None and now - self._began > self._patience:
            return f"has not answered within {self._patience:.0f} s of its start"
        if self._misses is not None and self._misses >= MAX_MISSES:
            return f"hangs: it has not answered {MAX_MISSES} times in a row"
        return ""

    def note(self, answered: bool) -> None:
        """Count an answer, or a miss; before the first answer there are no misses."""
        if answered:
            self._misses = 0
        elif self._misses is not None:
            self._misses += 1

    def _look(self) -> None:
        self.note(self._ask())
        self._asking = None
