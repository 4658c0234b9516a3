"""The Redis that `make run` uses: the one that answers, or our own, started for as long."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from redis import Redis, RedisError

from launch.console import Console
from launch.paths import find_paths
from launch.running import processes
from launch.running.supervisor import Supervisor
from launch.secrets_file import read_secrets
from launch.variables import resolve

_PATIENCE = 60.0  # seconds: copying all keys is one command


@contextmanager
def redis_in_use() -> Iterator[Redis]:
    """A client that reads bytes. Raises LaunchError where our own does not come up."""
    paths = find_paths(os.environ)
    settled = resolve(os.environ, read_secrets(paths.var / "secrets.env"), paths.var)
    redis = Redis.from_url(settled.redis_url, socket_timeout=_PATIENCE)
    supervisor = Supervisor(paths.home, paths.logs, settled.variables, say=print)
    try:
        if settled.redis_is_ours and not _answers(redis):
            ours = processes.redis(paths, settled)
            supervisor.start(ours)
            with Console(1).step("Starting Redis for as long") as step:
                supervisor.wait_until_ready(ours, step)
        yield redis
    finally:
        supervisor.stop()
        redis.close()


def _answers(redis: Redis) -> bool:
    with suppress(RedisError):
        return bool(redis.ping())
    return False
