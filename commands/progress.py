"""Telling how far something slow is."""

from __future__ import annotations

import sys
from time import monotonic

_TELL_EVERY = 5.0  # seconds


class Progress:
    """Called at each step, says now and then how many are left and how long they will take."""

    def __init__(self, unit: str = "steps") -> None:
        self._unit = unit
        self._begun = self._told = monotonic()

    def __call__(self, step: int, steps: int) -> None:
        at = monotonic()
        if step < steps and at - self._told < _TELL_EVERY:
            return
        self._told = at
        left = (at - self._begun) / step * (steps - step)
        line = f"{step} of {steps} {self._unit}, about {left / 60:.1f} minutes left"
        print(line, file=sys.stderr, flush=True)
