"""The settings of the Redis of our own, in a file: a command line can be read by everybody."""

from __future__ import annotations

from pathlib import Path

from launch.private import write_private
from launch.variables import Settled


def write_redis_settings(folder: Path, settled: Settled) -> Path:
    """Write `redis.conf` for our eyes only, unless it says so already, and return it."""
    options = {
        "bind": "127.0.0.1",
        "port": settled.variables["EFFIE_REDIS_PORT"],
        "dir": _quoted(str(folder)),
        # Every write reaches the disk before it is acknowledged: the streams are our delivery
        # promise.
        "appendonly": "yes",
        "appendfsync": "always",
        "save": '""',
        # What is deleted from a stream stays in its node, and so in the files, until all of the
        # node is deleted: one entry a node leaves nothing of whom was erased.
        "stream-node-max-entries": "1",
        "daemonize": "no",
    }
    if password := settled.redis_password:
        options["requirepass"] = _quoted(password)
    text = "".join(f"{name} {value}\n" for name, value in options.items())
    file = folder / "redis.conf"
    if not file.exists() or file.read_text() != text:
        folder.mkdir(parents=True, exist_ok=True)
        write_private(file, text)
    return file


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
