"""What only one launcher at a time may do. A lock ends with its process, however it ended."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launch.errors import LaunchError


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Hold var/launch.pid. Raises Stop naming the launcher that already holds it."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "launch.pid").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            file.seek(0)
            raise LaunchError(
                f"Effie is already running here (process {file.read().strip()}, folder {var}). "
                "Stop it first with Ctrl-C in its terminal, or give this one its own folder and "
                "ports: EFFIE_VAR, EFFIE_WEB_PORT, EFFIE_BOT_PORT, EFFIE_ACTIONS_PORT, "
                "EFFIE_REDIS_PORT."
            ) from taken
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Wait until nobody else holds the lock, then hold it."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
