"""One more web process beside those that the launcher keeps: same record, same Redis, own port."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from launch.paths import HOME
from launch.running.ports import free_port
from tests.support.waiting import is_up, wait_until


@contextmanager
def another_web(env: Mapping[str, str], log: Path) -> Iterator[None]:
    """Run it until the end, when it is told to leave off."""
    port = str(free_port())
    with log.open("ab") as output:
        web = subprocess.Popen(
            [sys.executable, "-m", "web"],
            cwd=HOME,
            env={**env, "EFFIE_WEB_PORT": port},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        wait_until(lambda: is_up(f"http://127.0.0.1:{port}"))
        yield
    finally:
        web.terminate()
        web.wait()
