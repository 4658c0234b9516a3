"""What must not change by itself, kept in `tests/data`: compared with, and written only on request.

`EFFIE_RECORD=1 make test ARGS=…` writes what is found instead of comparing it, and the test is
skipped: what differs is then read in the file's difference, and kept with what caused it.
"""

from __future__ import annotations

import json
import os
from math import isclose
from typing import Any

import pytest

from launch.paths import HOME

NEARLY = 0.02  # of a probability: the 8-bit encoder is as exact as the processor it runs on
_WIDE = 150  # characters; what fits into a line stands in one


def is_recording() -> bool:
    return bool(os.environ.get("EFFIE_RECORD"))


def skip_what_was_recorded() -> None:
    """Call at the end of a test: one that recorded has compared nothing."""
    if is_recording():
        pytest.skip("recorded anew")


class Recorded:
    """One file of recorded blocks, by name."""

    def __init__(self, file: str) -> None:
        self._path = HOME / "tests" / "data" / file
        self.blocks: dict[str, Any] = {}
        if self._path.exists():
            self.blocks = json.loads(self._path.read_text(encoding="utf-8"))

    def check(self, name: str, found: Any) -> None:
        """Compare a block with what is found now, or record it if that is asked for."""
        if is_recording():
            return self._write({**self.blocks, name: found})
        assert name in self.blocks, f"{name!r} is not recorded yet: see tests/support/recorded.py"
        different = differences(found, self.blocks[name])
        assert not different, "\n".join([f"{name!r} is not as it was recorded:", *different])

    def keep_only(self, names: set[str]) -> None:
        """Find exactly these blocks in the file; what else there is goes when it is recorded."""
        if is_recording():
            return self._write({n: each for n, each in self.blocks.items() if n in names})
        assert set(self.blocks) == set(names)

    def _write(self, blocks: dict[str, Any]) -> None:
        self.blocks = blocks
        self._path.write_text(readable(blocks) + "\n", encoding="utf-8")


def readable(value: Any, indent: str = "") -> str:
    """Return JSON with a line for whatever fits into one, and for every innermost object."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or not value or len(indent) + len(line) <= _WIDE:
        return line
    deeper = indent + " "
    if isinstance(value, list):
        parts = [readable(each, deeper) for each in value]
        opening, closing = "[", "]"
    else:
        parts = [f"{json.dumps(key)}: {readable(each, deeper)}" for key, each in value.items()]
        opening, closing = "{", "}"
    inner = f",\n{deeper}".join(parts)
    return f"{opening}\n{deeper}{inner}\n{indent}{closing}"


def differences(found: Any, recorded: Any, place: str = "") -> list[str]:
    """Return where two values differ, in words; numbers that are nearly the same do not."""
    if isinstance(found, dict) and isinstance(recorded, dict):
        keys = [*recorded, *(key for key in found if key not in recorded)]
        each = [(f"{place}.{key}", found.get(key), recorded.get(key)) for key in keys]
    elif isinstance(found, list) and isinstance(recorded, list) and len(found) == len(recorded):
        pairs = zip(found, recorded, strict=True)
        each = [(f"{place}[{number}]", *pair) for number, pair in enumerate(pairs)]
    elif found == recorded or _is_nearly(found, recorded):
        return []
    else:
        return [f"{place.lstrip('.')}: now {readable(found)}, recorded was {readable(recorded)}"]
    return [line for name, one, other in each for line in differences(one, other, name)]


def _is_nearly(found: Any, recorded: Any) -> bool:
    both_floats = isinstance(found, float) and isinstance(recorded, float)
    return both_floats and isclose(found, recorded, abs_tol=NEARLY)
