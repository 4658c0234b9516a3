"""Keep logs small: a fresh one at each start, and another once one has grown large."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

KEPT_LOGS = 3
MAX_LOG_BYTES = 20_000_000


def begin_log(log: Path) -> None:
    """Make room for a fresh log: the earlier ones are kept as .1, .2, …, the newest first."""
    log.parent.mkdir(parents=True, exist_ok=True)
    _keep(log, log)


def rotate_if_large(log: Path, most: int = MAX_LOG_BYTES) -> None:
    """Empty a log beyond `most` bytes once its content is kept as .1.

    Whoever writes it has it open, for appending, and goes on in the emptied file. What they write
    between the last look and the emptying is lost: microseconds, and only in the log.
    """
    fresh = log.with_name(f"{log.name}.new")
    try:
        if log.stat().st_size <= most:
            return
        shutil.copyfile(log, fresh)
        os.truncate(log, 0)
    except OSError:  # no log, or no room for a copy: it goes on in the file it has
        fresh.unlink(missing_ok=True)
        return
    _keep(fresh, log)


def _keep(file: Path, log: Path) -> None:
    """Let a file be the newest of the log's earlier ones, and the oldest go."""
    earlier = [log.with_name(f"{log.name}.{number}") for number in range(KEPT_LOGS, 0, -1)]
    for older, newer in zip(earlier, [*earlier[1:], file]):
        if newer.exists():
            newer.replace(older)
