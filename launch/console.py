"""What the person at the terminal sees: numbered steps, each with a sign of life and an end."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

BEAT_SECONDS = 15.0  # between signs of life where they cannot overwrite each other
INDENT = "      "
CONTROL = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|[\x00-\x1f]")


class Step:
    """One step under way. `beat` shows that it lives, `done` says what came of it."""

    def __init__(self, out: TextIO, heading: str) -> None:
        self._out = out
        self._heading = heading
        self._began = self._last_beat = time.monotonic()
        self._live = out.isatty()
        self.result = "done"
        self._write(f"{heading} …", lasting=not self._live)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    def beat(self, detail: str = "") -> None:
        """Show the time and a detail: on a terminal at once, in a file now and then."""
        line = f"… {self.seconds:.0f} s  {CONTROL.sub('', detail)}".rstrip()
        if self._live:
            self._write(f"{self._heading} {line}", lasting=False)
        elif time.monotonic() - self._last_beat >= BEAT_SECONDS:
            self._last_beat = time.monotonic()
            self._write(INDENT + line, lasting=True)

    def done(self, result: str) -> None:
        self.result = result

    def finish(self, sign: str, text: str) -> None:
        before = f"{self._heading} " if self._live else INDENT
        self._write(f"{before}{sign} {text}".rstrip(), lasting=True)

    def _write(self, line: str, lasting: bool) -> None:
        if self._live:
            width = shutil.get_terminal_size().columns
            self._out.write("\r\033[K" + (line if lasting else line[: width - 1]))
        else:
            self._out.write(line)
        self._out.write("\n" if lasting else "")
        self._out.flush()


class Console:
    """Prints a fixed number of steps, and plain lines between and after them."""

    def __init__(self, steps: int, out: TextIO | None = None) -> None:
        self._steps = steps
        self._begun = 0
        self._out = out or sys.stdout

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """A step: ends with a tick, the result and its time, or a cross if it raises."""
        self._begun += 1
        step = Step(self._out, f"[{self._begun}/{self._steps}] {title}")
        try:
            yield step
        except BaseException:
            step.finish("✗", "")
            raise
        step.finish("✓", f"{step.result} ({step.seconds:.1f} s)")

    def say(self, text: str = "") -> None:
        """Print lines; where they cannot be written (a full disk), work goes on without them."""
        with suppress(OSError):
            self._out.write(text + "\n")
            self._out.flush()
