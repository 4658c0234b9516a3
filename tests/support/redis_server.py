"""A real Redis of its own, started and ended as the product does it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launch.console import Console
from launch.paths import HOME, Paths
from launch.running import processes
from launch.running.ports import free_port
from launch.running.supervisor import Supervisor
from launch.secrets_file import keep_secrets
from launch.variables import resolve


@dataclass(frozen=True)
class RedisServer:
    """A running Redis: `url` is where it answers."""

    url: str
    port: int
    supervisor: Supervisor

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Keep it from answering for the length of the block: it is there, and says nothing."""
        process_id = self.supervisor.process_ids()["redis"]
        os.kill(process_id, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(process_id, signal.SIGCONT)


@contextmanager
def running_redis(folder: Path) -> Iterator[RedisServer]:
    """Serve an empty Redis, which keeps its data in `folder`, until the block ends."""
    paths = Paths(HOME, folder)
    settled = resolve(
        {"EFFIE_REDIS_PORT": str(free_port())}, keep_secrets(folder / "secrets.env"), folder
    )
    supervisor = Supervisor(HOME, paths.logs, os.environ, say=print)
    only_redis = processes.redis(paths, settled)
    try:
        with Console(1).step("Starting Redis for the tests") as step:
            supervisor.start(only_redis)
            supervisor.wait_until_ready(only_redis, step)
        yield RedisServer(settled.redis_url, settled.port("EFFIE_REDIS_PORT"), supervisor)
    finally:
        supervisor.stop()
